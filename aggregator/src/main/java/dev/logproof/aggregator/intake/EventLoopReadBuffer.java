package dev.logproof.aggregator.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Read buffer shared by all connections of one event loop, because data is handled or copied before
 * the next read. It stays in the processor's cache and can be large enough to save system calls.
 * Confined to its event loop.
 */
final class EventLoopReadBuffer {
  static final int READ_BYTES = 64 * 1024;

  /** Disables leak detection: the buffer lives as long as its event loop. */
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

  /** Returns the shared buffer, or one of {@code allocator} while that is in use. */
  static ByteBuf take(ByteBufAllocator allocator, int bytes) {
    ByteBuf buffer = BUFFER.get();
    if (buffer.refCnt() > 1) {
      return allocator.directBuffer(bytes, bytes);
    }
    buffer.clear().retain();
    return bytes < READ_BYTES ? buffer.slice(0, bytes).clear() : buffer;
  }
}
