package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Array for bytes read one by one, since copying them is cheaper than access through a buffer. One
 * per event loop serves all connections; callers that find it in use or too small use the buffer.
 * Confined to its event loop.
 */
final class EventLoopArray {
  /** Bytes after the copy, without meaning. */
  private static final int SLACK_BYTES = 16;

  private static final FastThreadLocal<EventLoopArray> READ = ofEachLoop(64 * 1024);
  private static final FastThreadLocal<EventLoopArray> ENTRIES =
      ofEachLoop(ForwardDecoder.AT_ONCE_BYTES);

  private final int maxBytes;
  private ByteBuf array = Unpooled.EMPTY_BUFFER;
  private boolean lent;

  private EventLoopArray(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  private static FastThreadLocal<EventLoopArray> ofEachLoop(int maxBytes) {
    return new FastThreadLocal<>() {
      @Override
      protected EventLoopArray initialValue() {
        return new EventLoopArray(maxBytes);
      }
    };
  }

  static EventLoopArray forRead() {
    return READ.get();
  }

  static EventLoopArray forEntries() {
    return ENTRIES.get();
  }

  boolean suits(ByteBuf in, int bytes) {
    return !lent && !in.hasArray() && bytes <= maxBytes;
  }

  /** Returns a copy, from index 0, and marks the array as in use. */
  ByteBuf lend(ByteBuf in, int start, int bytes) {
    int needed = bytes + SLACK_BYTES;
    if (array.capacity() < needed) {
      array = Unpooled.wrappedBuffer(new byte[Math.max(needed, Math.min(maxBytes, 2 * bytes))]);
    }
    lent = true;
    return array.clear().writeBytes(in, start, bytes);
  }

  void giveBack() {
    lent = false;
  }
}
