package dev.logproof.aggregator.buffer;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Off-heap test allocator. Allocations may fail, held bytes are counted, and released memory is
 * overwritten to expose later use. Thread-safe.
 */
public final class FaultyAllocator extends AbstractByteBufAllocator {
  private static final byte POISON = (byte) 0xde;
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final Runnable beforeEach;
  private final AtomicLong heldBytes = new AtomicLong();

  /** Runs {@code beforeEach}, which may throw, before each allocation. */
  public FaultyAllocator(Runnable beforeEach) {
    super(true);
    this.beforeEach = beforeEach;
  }

  /** Returns allocated, unreleased bytes. */
  public long heldBytes() {
    return heldBytes.get();
  }

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    return newDirectBuffer(initialCapacity, maxCapacity);
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    beforeEach.run();
    heldBytes.addAndGet(initialCapacity);
    return new Poisoned(initialCapacity, maxCapacity);
  }

  @Override
  public boolean isDirectBufferPooled() {
    return false;
  }

  private final class Poisoned extends UnpooledDirectByteBuf {
    private ByteBuffer memory = EMPTY;

    Poisoned(int initialCapacity, int maxCapacity) {
      super(FaultyAllocator.this, initialCapacity, maxCapacity);
      look();
    }

    /** The view stays valid after the last release. */
    private void look() {
      memory = nioBuffer(0, capacity());
    }

    @Override
    public ByteBuf capacity(int newCapacity) {
      int before = capacity();
      if (newCapacity > before) {
        beforeEach.run();
      }
      super.capacity(newCapacity);
      heldBytes.addAndGet((long) newCapacity - before);
      look();
      return this;
    }

    @Override
    protected void deallocate() {
      ByteBuffer all = memory.duplicate();
      all.clear();
      heldBytes.addAndGet(-all.remaining());
      while (all.hasRemaining()) {
        all.put(POISON);
      }
      super.deallocate();
    }
  }
}
