package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Compressed records of chunks delivered together. All are compressed before the first request,
 * because a failure between two requests would send records twice. Compressed records are kept for
 * retries. Confined to one delivery thread.
 */
public final class CompressedRecords extends Records {
  private static final int INITIAL_RECORDS = 64;
  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  private final RecordCompressor compressor;
  private final ByteBufAllocator allocator;
  private final RequestMemory shared;
  private ByteBuf memory = Unpooled.EMPTY_BUFFER;
  private ByteBuffer bytes = NO_BYTES;
  private int used;
  private int[] starts = new int[INITIAL_RECORDS];
  private int[] ends = new int[INITIAL_RECORDS];

  /** Owns {@code compressor}; {@code shared} limits what all outputs hold compressed. */
  public CompressedRecords(
      RecordPacking packing,
      RecordCompressor compressor,
      ByteBufAllocator allocator,
      RequestMemory shared) {
    super(packing);
    this.compressor = compressor;
    this.allocator = allocator;
    this.shared = shared;
  }

  @Override
  public void fill(List<Chunk> sealed) throws IOException {
    super.fill(sealed);
    used = 0;
    for (int record = 0; record < size(); record++) {
      compress(record);
    }
  }

  @Override
  int halve(int record) {
    int first = super.halve(record);
    try {
      compress(first);
      compress(first + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return first;
  }

  private void compress(int record) throws IOException {
    int from = super.start(record);
    int to = super.end(record);
    makeRoom(compressor.maxBytes(to - from));
    if (record >= starts.length) {
      grow(Math.max(record + 1, starts.length * 2));
    }
    int end = compressor.compress(super.content(record), from, to, bytes, used);
    starts[record] = used;
    ends[record] = end;
    used = end;
  }

  private void grow(int records) {
    int[] moreStarts = Arrays.copyOf(starts, records);
    int[] moreEnds = Arrays.copyOf(ends, records);
    starts = moreStarts;
    ends = moreEnds;
  }

  private void makeRoom(int room) throws IOException {
    if (bytes.capacity() - used < room) {
      int capacity = Math.toIntExact(used + room + (long) used / 2);
      shared.take(capacity);
      boolean moved = false;
      try {
        move(allocator.directBuffer(capacity, capacity));
        moved = true;
      } finally {
        if (!moved) {
          shared.giveBack(capacity);
        }
      }
    }
  }

  private void move(ByteBuf larger) {
    larger.setBytes(0, memory, 0, used);
    replace(larger, larger.nioBuffer(0, larger.capacity()));
  }

  private void replace(ByteBuf next, ByteBuffer view) {
    ByteBuf last = memory;
    memory = next;
    bytes = view;
    shared.giveBack(last.capacity());
    last.release();
  }

  @Override
  public void clear() {
    super.clear();
    used = 0;
    replace(Unpooled.EMPTY_BUFFER, NO_BYTES);
  }

  @Override
  public void close() {
    clear();
    compressor.close();
  }

  @Override
  int bytes(int record) {
    return ends[record] - starts[record];
  }

  @Override
  int start(int record) {
    return starts[record];
  }

  @Override
  int end(int record) {
    return ends[record];
  }

  @Override
  ByteBuffer content(int record) {
    return bytes;
  }

  /** All records lie in one buffer. */
  @Override
  int chunk(int record) {
    return 0;
  }
}
