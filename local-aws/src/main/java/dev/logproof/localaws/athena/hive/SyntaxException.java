package dev.logproof.localaws.athena.hive;

/** A statement that cannot be translated: what is wrong, where, and what would be right. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** In the words of the one who wrote the statement. */
  SyntaxException(String message) {
    super(message);
  }
}
