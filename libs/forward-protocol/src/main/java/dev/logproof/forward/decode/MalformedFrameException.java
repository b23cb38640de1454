package dev.logproof.forward.decode;

/**
 * Thrown when a frame breaks the protocol. Has no stack trace, since clients can cause it at will.
 */
final class MalformedFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  MalformedFrameException(int offset, String reason) {
    super(reason, null, false, false);
    this.offset = offset;
  }

  /** Returns the absolute index in the parsed buffer. */
  int offset() {
    return offset;
  }
}
