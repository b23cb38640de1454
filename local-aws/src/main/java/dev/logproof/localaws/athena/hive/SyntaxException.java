package dev.logproof.localaws.athena.hive;

/** A statement cannot be translated; the message states problem, position and expected input. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SyntaxException(String message) {
    super(message);
  }
}
