package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records of chunks delivered together, addressed by index. Stores positions in reused arrays, so
 * that records allocate no objects. Confined to one delivery thread.
 */
public sealed class Records permits CompressedRecords {
  private static final int INITIAL_RECORDS = 1024;

  private final RecordPacking packing;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<ByteBuffer> contents = new ArrayList<>();
  private int[] chunkOf = new int[INITIAL_RECORDS];
  private int[] firstEvent = new int[INITIAL_RECORDS];
  private int[] endEvent = new int[INITIAL_RECORDS];
  private int size;

  /** End of the entries in use; halves start at {@link #size}. */
  private int used;

  public Records(RecordPacking packing) {
    this.packing = packing;
  }

  /**
   * Takes the events of {@code sealed}; valid until these chunks are released. May be repeated
   * after an exception, before which no record is lost.
   *
   * @throws IOException if others hold the memory that compression needs
   */
  public void fill(List<Chunk> sealed) throws IOException {
    forget();
    for (Chunk chunk : sealed) {
      chunks.add(chunk);
      contents.add(chunk.content());
      for (int first = 0; first < chunk.records(); ) {
        int end = packing.end(chunk, first);
        add(chunks.size() - 1, first, end);
        first = end;
      }
    }
    size = used;
  }

  /** Releases all memory; {@link #fill} takes the next chunks. */
  public void clear() {
    forget();
  }

  /** Releases what the records of a thread share. */
  public void close() {
    clear();
  }

  private void forget() {
    chunks.clear();
    contents.clear();
    size = 0;
    used = 0;
  }

  private int add(int chunk, int first, int end) {
    if (used == chunkOf.length) {
      grow(used * 2);
    }
    chunkOf[used] = chunk;
    firstEvent[used] = first;
    endEvent[used] = end;
    return used++;
  }

  /** Allocates all arrays first, because an allocation may fail. */
  private void grow(int records) {
    int[] moreChunks = Arrays.copyOf(chunkOf, records);
    int[] moreFirst = Arrays.copyOf(firstEvent, records);
    int[] moreEnds = Arrays.copyOf(endEvent, records);
    chunkOf = moreChunks;
    firstEvent = moreFirst;
    endEvent = moreEnds;
  }

  /** Returns the number of records, without halves. */
  public int size() {
    return size;
  }

  int events(int record) {
    return endEvent[record] - firstEvent[record];
  }

  int bytes(int record) {
    return end(record) - start(record);
  }

  int start(int record) {
    return chunkAt(record).start(firstEvent[record]);
  }

  int end(int record) {
    return chunkAt(record).end(endEvent[record] - 1);
  }

  ByteBuffer content(int record) {
    return contents.get(chunkOf[record]);
  }

  /**
   * Splits a record into two new ones.
   *
   * @return index of the first; the second follows
   */
  int halve(int record) {
    int half = firstEvent[record] + events(record) / 2;
    int first = add(chunkOf[record], firstEvent[record], half);
    add(chunkOf[record], half, endEvent[record]);
    return first;
  }

  public List<byte[]> copyEvents(int record) {
    List<byte[]> events = new ArrayList<>(events(record));
    for (int event = firstEvent[record]; event < endEvent[record]; event++) {
      events.add(chunkAt(record).copy(event));
    }
    return events;
  }

  int chunk(int record) {
    return chunkOf[record];
  }

  private Chunk chunkAt(int record) {
    return chunks.get(chunkOf[record]);
  }
}
