package dev.logproof.localaws.athena.hive;

/**
 * A token of a statement.
 *
 * @param text text of the token; names and strings without quotes and escapes
 * @param offset start offset in characters
 */
record Token(Kind kind, String text, int offset) {
  /** Token types. */
  enum Kind {
    /** A keyword or an unquoted name. */
    WORD,
    /** A name in backquotes. */
    QUOTED,
    /** A quoted string. */
    STRING,
    /** A single character such as a parenthesis. */
    SIGN,
    /** End of input. */
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
