package dev.logproof.aggregator.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Sealed, immutable records in one pooled buffer. Owned by the queue, then by one delivery thread,
 * which releases it.
 */
public final class Chunk {
  private static final int[] NO_ENDS = new int[0];

  private static final DiskCopy NO_COPY =
      new DiskCopy() {
        @Override
        public Chunk read(ByteBufAllocator allocator) {
          throw new IllegalStateException("no copy on disk");
        }

        @Override
        public void done() {}
      };

  private final List<PendingAck> acks;
  private final int records;
  private ByteBuf bytes;
  private int[] ends;
  private DiskCopy copy = NO_COPY;

  private int spilledBytes;

  private boolean spilled;

  private boolean isWaiting;
  private long waitsSince;

  /** Disk copy of a chunk. */
  public interface DiskCopy {
    /** Reads the chunk back into memory. */
    Chunk read(ByteBufAllocator allocator) throws IOException;

    /** Marks the copy obsolete. */
    void done();
  }

  /** Takes ownership of all arguments. */
  Chunk(ByteBuf bytes, int[] ends, int records, List<PendingAck> acks) {
    this.bytes = bytes;
    this.ends = ends;
    this.records = records;
    this.acks = acks;
  }

  /** Copies {@code records} into a sealed chunk. */
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

  /** Takes ownership of {@code bytes}; record {@code n} ends at {@code ends[n]}. */
  public static Chunk of(ByteBuf bytes, int[] ends) {
    return new Chunk(bytes, ends, ends.length, new ArrayList<>(0));
  }

  /** Returns the bytes of all records, valid until the chunk is released. */
  public ByteBuffer content() {
    return bytes.nioBuffer(0, sizeBytes());
  }

  /** Returns the record's end offset in {@link #content}. */
  public int end(int record) {
    return ends[record];
  }

  /** Attaches the disk copy and completes the acknowledgement parts that accept it. */
  public void stored(DiskCopy onDisk) {
    copy = onDisk;
    acks.stream().filter(PendingAck::isForDisk).forEach(PendingAck::partKept);
    acks.removeIf(PendingAck::isForDisk);
  }

  /** Returns whether a disk copy exists. */
  public boolean isStored() {
    return copy != NO_COPY;
  }

  void spill() {
    spilledBytes = sizeBytes();
    spilled = true;
    ends = NO_ENDS;
    bytes.release();
    bytes = Unpooled.EMPTY_BUFFER;
  }

  /** Returns the time of the first call. Guarded by the caller. */
  long waitsSince(LongSupplier nanoTime) {
    if (!isWaiting) {
      isWaiting = true;
      waitsSince = nanoTime.getAsLong();
    }
    return waitsSince;
  }

  /** Returns whether only the disk copy holds the records. */
  public boolean isSpilled() {
    return spilled;
  }

  void load(ByteBufAllocator allocator) throws IOException {
    Chunk read = copy.read(allocator);
    bytes = read.bytes;
    ends = read.ends;
    spilled = false;
  }

  /** Discards the disk copy; acknowledgements stay pending. */
  public void keptElsewhere() {
    copy.done();
    copy = NO_COPY;
  }

  /** Ties {@code ack} to this chunk's delivery; consecutive duplicates count once. */
  public void addAck(PendingAck ack) {
    ack.addTo(acks);
  }

  boolean hasAcks() {
    return !acks.isEmpty();
  }

  /** Returns the number of records. */
  public int records() {
    return records;
  }

  /** Returns the size of all records. */
  public int sizeBytes() {
    return spilled ? spilledBytes : bytes.writerIndex();
  }

  /** Returns the size of one record. */
  public int recordBytes(int record) {
    return ends[record] - start(record);
  }

  /** Copies all records from {@code first} on. */
  public List<byte[]> copyFrom(int first) {
    List<byte[]> copies = new ArrayList<>(records - first);
    for (int record = first; record < records; record++) {
      copies.add(copy(record));
    }
    return copies;
  }

  /** Copies one record. */
  public byte[] copy(int record) {
    byte[] copy = new byte[recordBytes(record)];
    bytes.getBytes(start(record), copy);
    return copy;
  }

  /** Completes the acknowledgement parts and discards the disk copy. */
  public void kept() {
    acks.forEach(PendingAck::partKept);
    keptElsewhere();
  }

  void dropped() {
    acks.forEach(PendingAck::broken);
    keptElsewhere();
  }

  /** Releases the buffer. */
  public void release() {
    if (!spilled) {
      bytes.release();
    }
  }

  /** Returns the record's start offset in {@link #content}. */
  public int start(int record) {
    return record == 0 ? 0 : ends[record - 1];
  }
}
