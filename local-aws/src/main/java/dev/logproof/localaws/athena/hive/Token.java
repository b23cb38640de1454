package dev.logproof.localaws.athena.hive;

/**
 * A piece of a statement.
 *
 * @param text of words and names as they are called, of strings without quotes and escapes
 * @param offset where it starts, in characters
 */
record Token(Kind kind, String text, int offset) {
  /** What a piece may be. */
  enum Kind {
    /** A keyword or a name without quotes. */
    WORD,
    /** A name in back quotes. */
    QUOTED,
    /** Text in quotes. */
    STRING,
    /** One sign, such as a parenthesis. */
    SIGN,
    /** Behind the last one. */
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
