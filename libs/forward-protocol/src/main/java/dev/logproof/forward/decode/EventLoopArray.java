package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Array of an event loop for bytes that are read one by one: copying them is cheaper than accessing
 * each byte through a buffer. Input is handled before the next read, so one array serves all
 * connections. Code that finds the array in use, or has more bytes than fit, works on the buffer
 * itself. Confined to its event loop.
 */
final class EventLoopArray {
  /** Bytes after the copy that may be read but have no meaning. */
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

  /** Returns the array for the bytes of one read. */
  static EventLoopArray forRead() {
    return READ.get();
  }

  /** Returns the array for the entries of one frame. */
  static EventLoopArray forEntries() {
    return ENTRIES.get();
  }

  /** Returns whether the array is free and of use for {@code bytes} of {@code in}. */
  boolean suits(ByteBuf in, int bytes) {
    return !lent && !in.hasArray() && bytes <= maxBytes;
  }

  /** Marks the array as in use and returns a copy, from index 0, of the bytes at {@code start}. */
  ByteBuf lend(ByteBuf in, int start, int bytes) {
    int needed = bytes + SLACK_BYTES;
    if (array.capacity() < needed) {
      array = Unpooled.wrappedBuffer(new byte[Math.max(needed, Math.min(maxBytes, 2 * bytes))]);
    }
    lent = true;
    return array.clear().writeBytes(in, start, bytes);
  }

  /** Marks the array as free. */
  void giveBack() {
    lent = false;
  }
}
