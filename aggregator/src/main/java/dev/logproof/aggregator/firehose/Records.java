package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records of chunks that are delivered together, addressed by index. Stores positions instead of
 * copies and is reused for the next chunks, so that records allocate no objects. Confined to one
 * delivery thread.
 */
public final class Records {
  private static final int INITIAL_RECORDS = 1024;

  private final RecordPacking packing;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<ByteBuffer> contents = new ArrayList<>();
  private int[] chunkOf = new int[INITIAL_RECORDS];
  private int[] firstEvent = new int[INITIAL_RECORDS];
  private int[] endEvent = new int[INITIAL_RECORDS];
  private int size;

  /** End of the records in use; halves of records start at {@link #size}. */
  private int used;

  public Records(RecordPacking packing) {
    this.packing = packing;
  }

  /** Takes the events of {@code sealed} in order; valid until these chunks are released. */
  public void fill(List<Chunk> sealed) {
    clear();
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

  private void clear() {
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

  /** Allocates all arrays before it replaces any, because an allocation may fail. */
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

  /** Returns the start of {@code record} in {@link #content}. */
  int start(int record) {
    return chunkAt(record).start(firstEvent[record]);
  }

  /** Returns the end of {@code record} in {@link #content}. */
  int end(int record) {
    return chunkAt(record).end(endEvent[record] - 1);
  }

  /** Returns the bytes that contain {@code record}; the same object for all records of a chunk. */
  ByteBuffer content(int record) {
    return contents.get(chunkOf[record]);
  }

  /**
   * Splits a record with several events into two new records.
   *
   * @return index of the first one; the second one follows
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

  /** Returns the index of the chunk that contains {@code record}. */
  int chunk(int record) {
    return chunkOf[record];
  }

  private Chunk chunkAt(int record) {
    return chunks.get(chunkOf[record]);
  }
}
