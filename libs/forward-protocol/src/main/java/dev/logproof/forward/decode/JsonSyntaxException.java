package dev.logproof.forward.decode;

/** Bytes are not JSON. Has no stack trace, as clients can cause it at will. */
final class JsonSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  JsonSyntaxException(int at, String expected) {
    super("at byte " + at + " of the frame: expected " + expected, null, false, false);
  }
}
