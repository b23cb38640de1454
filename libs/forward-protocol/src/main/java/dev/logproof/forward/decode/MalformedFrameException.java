package dev.logproof.forward.decode;

/**
 * A frame breaks the protocol at an offset. Has no stack trace, as clients can cause it at will.
 */
final class MalformedFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  MalformedFrameException(int offset, String reason) {
    super(reason, null, false, false);
    this.offset = offset;
  }

  /** Absolute index in the buffer looked at. */
  int offset() {
    return offset;
  }
}
