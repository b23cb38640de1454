package dev.logproof.aggregator.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The chunk that one event loop fills, and the only owner of its buffer: {@link #seal} passes the
 * buffer on to a {@link Chunk} and leaves this object without one. Every method that needs memory
 * takes it first and changes nothing when there is none. Confined to its event loop.
 */
final class OpenChunk {
  private static final int INITIAL_RECORDS = 256;

  private final ByteBufAllocator allocator;
  private final int capacityBytes;
  private final int maxCapacityBytes;
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
  private int[] ends = new int[INITIAL_RECORDS];
  private List<PendingAck> acks = new ArrayList<>(0);
  private int records;

  /**
   * Has no memory as yet.
   *
   * @param capacityBytes of its buffer
   * @param maxCapacityBytes to which the buffer grows for one record that reaches over
   */
  OpenChunk(ByteBufAllocator allocator, int capacityBytes, int maxCapacityBytes) {
    this.allocator = allocator;
    this.capacityBytes = capacityBytes;
    this.maxCapacityBytes = maxCapacityBytes;
  }

  /**
   * Takes memory, unless it has some.
   *
   * @throws OutOfMemoryError when there is none; then nothing has changed
   */
  void ensureMemory() {
    if (bytes.capacity() == 0) {
      bytes = allocator.directBuffer(capacityBytes, maxCapacityBytes);
    }
  }

  /** Where the next record is to be written, at the writer index. */
  ByteBuf buffer() {
    return bytes;
  }

  /**
   * Makes what was written since the last record a record, and ties {@code ack} to the chunk.
   *
   * @throws OutOfMemoryError when there is no room to note it; then nothing has changed
   */
  void endRecord(Optional<PendingAck> ack) {
    if (records == ends.length) {
      ends = Arrays.copyOf(ends, records * 2);
    }
    ack.ifPresent(this::owe);
    ends[records] = bytes.writerIndex();
    records++;
  }

  /** Once per frame, however many of its events are here. */
  private void owe(PendingAck ack) {
    if (acks.isEmpty() || acks.get(acks.size() - 1) != ack) {
      acks.add(ack);
      ack.addPart();
    }
  }

  /** Takes back what was written since the last record. */
  void abandonRecord() {
    bytes.writerIndex(sizeBytes());
  }

  int records() {
    return records;
  }

  /** Bytes of all records, without one that is being written. */
  int sizeBytes() {
    return records == 0 ? 0 : ends[records - 1];
  }

  /**
   * The records as a chunk for delivery, with all their acknowledgements; this object is empty
   * afterwards. A small chunk is copied into a buffer of its size, so that early flushes do not
   * hold large buffers; a larger one takes the buffer with it.
   *
   * @param handOver is given the chunk; when it throws, this object is as it was
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
    if (bytes.capacity() > capacityBytes) {
      release();
    }
  }

  /** Gives its memory back. */
  void release() {
    ByteBuf last = bytes;
    bytes = Unpooled.EMPTY_BUFFER;
    last.release();
  }
}
