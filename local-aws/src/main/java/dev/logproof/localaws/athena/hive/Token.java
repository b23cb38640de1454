package dev.logproof.localaws.athena.hive;

/**
 * A token of a statement. {@code text} has no quotes or escapes; {@code offset} is in characters.
 */
record Token(Kind kind, String text, int offset) {
  /** Token types. */
  enum Kind {
    WORD,
    /** A name in backquotes. */
    QUOTED,
    STRING,
    /** A single character such as a parenthesis. */
    SIGN,
    END
  }

  boolean is(String word) {
    return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
