package dev.logproof.aggregator.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records ready to be sent, back to back in one pooled buffer, with the offset at which each ends.
 * Confined to an event loop while it is filled; immutable once sealed, and then owned by one
 * delivery thread, which releases it.
 */
public final class Chunk {
  private static final int INITIAL_RECORDS = 256;

  private final ByteBuf bytes;
  private final List<PendingAck> acks = new ArrayList<>(0);
  private int[] ends = new int[INITIAL_RECORDS];
  private int records;

  Chunk(ByteBuf bytes) {
    this.bytes = bytes;
  }

  private Chunk(ByteBuf bytes, Chunk from) {
    this.bytes = bytes;
    this.acks.addAll(from.acks);
    this.ends = Arrays.copyOf(from.ends, from.records);
    this.records = from.records;
  }

  /** A sealed chunk of {@code records}. */
  public static Chunk of(ByteBufAllocator allocator, List<byte[]> records) {
    int bytes = records.stream().mapToInt(record -> record.length).sum();
    Chunk chunk = new Chunk(allocator.directBuffer(Math.max(1, bytes)));
    for (byte[] record : records) {
      chunk.bytes.writeBytes(record);
      chunk.endRecord();
    }
    return chunk;
  }

  /** Where the next record is to be written, at the writer index. */
  ByteBuf buffer() {
    return bytes;
  }

  /** Makes what was written since the last record a record. */
  void endRecord() {
    if (records == ends.length) {
      ends = Arrays.copyOf(ends, records * 2);
    }
    ends[records++] = bytes.writerIndex();
  }

  /** Takes back what was written since the last record. */
  void abandonRecord() {
    bytes.writerIndex(records == 0 ? 0 : ends[records - 1]);
  }

  /** Ties {@code ack} to this chunk's delivery, once however often it is asked. */
  public void owe(PendingAck ack) {
    if (acks.isEmpty() || acks.get(acks.size() - 1) != ack) {
      ack.addPart();
      acks.add(ack);
    }
  }

  /** A copy in a buffer of just the size, so that a small chunk does not hold a large buffer. */
  Chunk compact() {
    ByteBuf small = bytes.alloc().directBuffer(Math.max(1, sizeBytes()), Math.max(1, sizeBytes()));
    small.writeBytes(bytes, 0, sizeBytes());
    return new Chunk(small, this);
  }

  /** Empties it for the next records. */
  void reset() {
    bytes.clear();
    records = 0;
    acks.clear();
  }

  boolean owesAcks() {
    return !acks.isEmpty();
  }

  int capacityBytes() {
    return bytes.capacity();
  }

  /** How many records. */
  public int records() {
    return records;
  }

  /** Their bytes together. */
  public int sizeBytes() {
    return bytes.writerIndex();
  }

  /** The length of one record. */
  public int recordBytes(int record) {
    return ends[record] - start(record);
  }

  /** Copies of all records from {@code first} on. */
  public List<byte[]> copyFrom(int first) {
    List<byte[]> copies = new ArrayList<>(records - first);
    for (int record = first; record < records; record++) {
      copies.add(copy(record));
    }
    return copies;
  }

  /** A copy of one record. */
  public byte[] copy(int record) {
    byte[] copy = new byte[recordBytes(record)];
    bytes.getBytes(start(record), copy);
    return copy;
  }

  /** Keeps the promises tied to this chunk: all its records are kept. */
  public void kept() {
    acks.forEach(PendingAck::partKept);
  }

  /** Gives its memory back. */
  public void release() {
    bytes.release();
  }

  private int start(int record) {
    return record == 0 ? 0 : ends[record - 1];
  }
}
