package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/** Finds the end of a frame that arrives in pieces. Confined to one connection. */
interface FrameFormat {
  /** Returns true when the frame is complete. */
  boolean scan(ByteBuf in, int start, int end) throws MalformedFrameException;

  /** Returns the minimum length known so far; exact once complete. */
  int length();

  int eventsSeen();

  void reset();
}
