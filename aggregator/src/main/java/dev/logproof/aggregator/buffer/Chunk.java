package dev.logproof.aggregator.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records ready to be sent, back to back in one pooled buffer, with the offset at which each ends.
 * Its records never change; it belongs to the queue and then to one delivery thread, which releases
 * it. {@link OpenChunk} is what an event loop fills.
 */
public final class Chunk {
  private static final int[] NO_ENDS = new int[0];

  private final List<PendingAck> acks;
  private final int records;
  private ByteBuf bytes;
  private int[] ends;
  private Optional<DiskCopy> copy = Optional.empty();

  /** Size while the bytes are on disk alone. */
  private int spilledBytes;

  private boolean spilled;

  /** A chunk's copy on disk. */
  public interface DiskCopy {
    /** Reads it back. */
    Chunk read(ByteBufAllocator allocator) throws IOException;

    /** Every record is delivered, or kept anew: the copy is of no use any more. */
    void done();
  }

  /** Takes over everything it is given. */
  Chunk(ByteBuf bytes, int[] ends, int records, List<PendingAck> acks) {
    this.bytes = bytes;
    this.ends = ends;
    this.records = records;
    this.acks = acks;
  }

  /** A sealed chunk of {@code records}. */
  public static Chunk of(ByteBufAllocator allocator, List<byte[]> records) {
    int[] ends = new int[records.size()];
    int size = 0;
    for (int record = 0; record < ends.length; record++) {
      size += records.get(record).length;
      ends[record] = size;
    }
    List<PendingAck> acks = new ArrayList<>(0);
    ByteBuf bytes = allocator.directBuffer(Math.max(1, size));
    records.forEach(bytes::writeBytes);
    return new Chunk(bytes, ends, ends.length, acks);
  }

  /** A sealed chunk over {@code bytes}, which it owns; record {@code n} ends at {@code ends[n]}. */
  public static Chunk of(ByteBuf bytes, int[] ends) {
    return new Chunk(bytes, ends, ends.length, new ArrayList<>(0));
  }

  /** The bytes of all records, one after another; valid until the chunk is released. */
  public ByteBuffer content() {
    return bytes.nioBuffer(0, sizeBytes());
  }

  /** Where record {@code record} ends in them. */
  public int end(int record) {
    return ends[record];
  }

  /** It is safe on disk, too: promises that ask for no more are kept now. */
  public void stored(DiskCopy onDisk) {
    copy = Optional.of(onDisk);
    acks.stream().filter(PendingAck::isForDisk).forEach(PendingAck::partKept);
    acks.removeIf(PendingAck::isForDisk);
  }

  /** True when a copy is on disk. */
  public boolean isStored() {
    return copy.isPresent();
  }

  /** Gives its memory back while it waits; what is on disk is enough. */
  void spill() {
    spilledBytes = sizeBytes();
    spilled = true;
    ends = NO_ENDS;
    bytes.release();
    bytes = Unpooled.EMPTY_BUFFER;
  }

  /** True when its bytes are on disk alone. */
  public boolean isSpilled() {
    return spilled;
  }

  /** Reads its bytes back. */
  void load(ByteBufAllocator allocator) throws IOException {
    Chunk read = copy.orElseThrow().read(allocator);
    bytes = read.bytes;
    ends = read.ends;
    spilled = false;
  }

  /** What of it was not delivered is kept elsewhere; its promises stay open. */
  public void keptElsewhere() {
    copy.ifPresent(DiskCopy::done);
    copy = Optional.empty();
  }

  /** Ties {@code ack} to this chunk's delivery, once however often it is asked. */
  public void owe(PendingAck ack) {
    if (acks.isEmpty() || acks.get(acks.size() - 1) != ack) {
      ack.addPart();
      acks.add(ack);
    }
  }

  boolean owesAcks() {
    return !acks.isEmpty();
  }

  /** How many records. */
  public int records() {
    return records;
  }

  /** Their bytes together. */
  public int sizeBytes() {
    return spilled ? spilledBytes : bytes.writerIndex();
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
    keptElsewhere();
  }

  /** It is given up, and with it the promises tied to it. */
  void dropped() {
    acks.forEach(PendingAck::broken);
    keptElsewhere();
  }

  /** Gives its memory back. */
  public void release() {
    if (!spilled) {
      bytes.release();
    }
  }

  /** Where record {@code record} begins in {@link #content}. */
  public int start(int record) {
    return record == 0 ? 0 : ends[record - 1];
  }
}
