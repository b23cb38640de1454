package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/**
 * Finds where a frame ends in bytes that arrive piece by piece, in one of the two encodings.
 * Confined to one connection.
 */
interface FrameFormat {
  /**
   * Looks at what arrived.
   *
   * @param in holds the frame from {@code start}, up to {@code end} as yet
   * @return true when the frame is whole
   */
  boolean scan(ByteBuf in, int start, int end) throws MalformedFrameException;

  /** Bytes that the frame has at least by what was seen; its length once it is whole. */
  int length();

  /** Events of the frame that were seen as yet. */
  int eventsSeen();

  /** Starts on the next frame. */
  void reset();
}
