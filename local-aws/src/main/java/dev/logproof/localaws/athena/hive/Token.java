package dev.logproof.localaws.athena.hive;

/**
 * A token of a statement. {@code text} has no quotes or escapes; {@code offset} is in characters.
 */
record Token(TokenKind kind, String text, int offset) {
  /** Token types. */
  enum TokenKind {
    WORD,
    /** A name in backquotes. */
    QUOTED,
    STRING,
    /** A single character such as a parenthesis. */
    SIGN,
    END
  }

  boolean is(String word) {
    return (kind == TokenKind.WORD || kind == TokenKind.SIGN) && text.equalsIgnoreCase(word);
  }

  boolean isName() {
    return kind == TokenKind.WORD || kind == TokenKind.QUOTED;
  }

  String shown() {
    return kind == TokenKind.END ? "the end" : "'" + text + "'";
  }
}
