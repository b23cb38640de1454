package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Memory of an event loop for bytes that are about to be looked at one by one: to copy them into an
 * array costs little, and to look at an array a third of what it costs through a buffer. Bytes are
 * handled before the next ones are read, so one array does for all connections; who finds it lent
 * already, or has more than fits, works on the buffer itself. Confined to its event loop.
 */
final class EventLoopArray {
  /** Bytes behind what is copied that may be read, though they mean nothing. */
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

  /** For what one read brought. */
  static EventLoopArray forRead() {
    return READ.get();
  }

  /** For the entries of one frame. */
  static EventLoopArray forEntries() {
    return ENTRIES.get();
  }

  /** True when it is free, and {@code bytes} of {@code in} are better looked at here. */
  boolean suits(ByteBuf in, int bytes) {
    return !lent && !in.hasArray() && bytes <= maxBytes;
  }

  /** Lends itself, with a copy of what lies at {@code start} from its index 0 on. */
  ByteBuf lend(ByteBuf in, int start, int bytes) {
    int needed = bytes + SLACK_BYTES;
    if (array.capacity() < needed) {
      array = Unpooled.wrappedBuffer(new byte[Math.max(needed, Math.min(maxBytes, 2 * bytes))]);
    }
    lent = true;
    return array.clear().writeBytes(in, start, bytes);
  }

  /** What was lent is not used any more. */
  void giveBack() {
    lent = false;
  }
}
