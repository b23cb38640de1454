package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a frame in bytes that arrive in pieces, in one of the two encodings. Confined to
 * one connection.
 */
interface FrameFormat {
  /**
   * Scans the bytes that arrived.
   *
   * @param in holds the frame from {@code start} up to {@code end} so far
   * @return true when the frame is complete
   */
  boolean scan(ByteBuf in, int start, int end) throws MalformedFrameException;

  /** Returns the minimum length of the frame as known so far; its exact length once complete. */
  int length();

  /** Returns the number of the frame's events seen so far. */
  int eventsSeen();

  void reset();
}
