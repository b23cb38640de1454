package dev.logproof.aggregator.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * The buffer into which all connections of one event loop read. What was read is handled, or copied
 * where it must wait, before the next read; so one buffer is enough for any number of connections,
 * stays in the processor's cache, and can be large enough for few system calls. Should a handler
 * keep it for longer, others read into one of their own. Confined to its event loop.
 */
final class EventLoopReadBuffer {
  /** Bytes that one system call may read. */
  static final int READ_BYTES = 64 * 1024;

  /** It is never released while its loop runs: the leak detector has nothing to find. */
  private static final UnpooledByteBufAllocator ALLOCATOR =
      new UnpooledByteBufAllocator(true, true);

  private static final FastThreadLocal<ByteBuf> BUFFER =
      new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
          return ALLOCATOR.directBuffer(READ_BYTES, READ_BYTES);
        }

        @Override
        protected void onRemoval(ByteBuf buffer) {
          buffer.release();
        }
      };

  private EventLoopReadBuffer() {}

  /**
   * The loop's buffer, empty, with room for {@code bytes}; or one of {@code allocator} while that
   * is in use.
   */
  static ByteBuf take(ByteBufAllocator allocator, int bytes) {
    ByteBuf buffer = BUFFER.get();
    if (buffer.refCnt() > 1) {
      return allocator.directBuffer(bytes, bytes);
    }
    buffer.clear().retain();
    return bytes < READ_BYTES ? buffer.slice(0, bytes).clear() : buffer;
  }
}
