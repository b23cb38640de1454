package dev.logproof.forward.decode;

/** Thrown for invalid JSON. Has no stack trace, since clients can cause it at will. */
final class JsonSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  JsonSyntaxException(int at, String expected) {
    super("at byte " + at + " of the frame: expected " + expected, null, false, false);
  }
}
