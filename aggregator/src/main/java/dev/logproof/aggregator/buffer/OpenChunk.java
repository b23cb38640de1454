package dev.logproof.aggregator.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Chunk being filled; owns its buffer until {@link #seal}. Methods allocate before they change
 * state, so a failed allocation has no effect. Confined to one event loop.
 */
final class OpenChunk {
  private static final int INITIAL_RECORDS = 256;

  private final ByteBufAllocator allocator;
  private final ChunkAppender.ChunkLimits limits;
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
  private int[] ends = new int[INITIAL_RECORDS];
  private List<PendingAck> acks = new ArrayList<>(0);
  private int records;

  OpenChunk(ByteBufAllocator allocator, ChunkAppender.ChunkLimits limits) {
    this.allocator = allocator;
    this.limits = limits;
  }

  void ensureMemory() {
    if (bytes.capacity() == 0) {
      bytes = allocator.directBuffer(limits.initialBytes(), limits.maxOpenBytes());
    }
  }

  ByteBuf buffer() {
    return bytes;
  }

  void endRecord(PendingAck ack) {
    if (records == ends.length) {
      ends = Arrays.copyOf(ends, records * 2);
    }
    if (ack.isRequested()) {
      ack.addTo(acks);
    }
    ends[records] = bytes.writerIndex();
    records++;
  }

  void abandonRecord() {
    bytes.writerIndex(sizeBytes());
  }

  int records() {
    return records;
  }

  int sizeBytes() {
    return records == 0 ? 0 : ends[records - 1];
  }

  /**
   * Hands over a chunk and empties this object. Small chunks are copied, so that early flushes do
   * not hold large buffers.
   *
   * @param handOver if it throws, this object is unchanged
   */
  void seal(Consumer<Chunk> handOver) {
    List<PendingAck> nextAcks = new ArrayList<>(0);
    if (sizeBytes() < bytes.capacity() / 2) {
      sealCopy(handOver);
    } else {
      int[] nextEnds = new int[ends.length];
      handOver.accept(new Chunk(bytes, ends, records, acks));
      bytes = Unpooled.EMPTY_BUFFER;
      ends = nextEnds;
    }
    records = 0;
    acks = nextAcks;
  }

  private void sealCopy(Consumer<Chunk> handOver) {
    int size = Math.max(1, sizeBytes());
    int[] copiedEnds = Arrays.copyOf(ends, records);
    ByteBuf copy = allocator.directBuffer(size, size);
    boolean handedOver = false;
    try {
      copy.writeBytes(bytes, 0, sizeBytes());
      handOver.accept(new Chunk(copy, copiedEnds, records, acks));
      handedOver = true;
    } finally {
      if (!handedOver) {
        copy.release();
      }
    }
    bytes.clear();
    if (bytes.capacity() > limits.initialBytes()) {
      release();
    }
  }

  void release() {
    ByteBuf last = bytes;
    bytes = Unpooled.EMPTY_BUFFER;
    last.release();
  }
}
