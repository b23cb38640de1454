package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The records of chunks that are delivered together, by number: where each lies, and not a copy of
 * it. Used again for the next chunks, so that records cost no objects. Confined to one delivery
 * thread.
 */
final class Records {
  private static final int INITIAL_RECORDS = 1024;

  private final RecordPacking packing;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<ByteBuffer> contents = new ArrayList<>();
  private int[] chunkOf = new int[INITIAL_RECORDS];
  private int[] firstEvent = new int[INITIAL_RECORDS];
  private int[] endEvent = new int[INITIAL_RECORDS];
  private int size;

  /** Beyond {@link #size} lie halves of records. */
  private int used;

  /** Makes records by {@code packing}. */
  Records(RecordPacking packing) {
    this.packing = packing;
  }

  /** Takes the events of {@code sealed}, in order; valid until these are released. */
  void fill(List<Chunk> sealed) {
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

  /** All or nothing: memory may be short. */
  private void grow(int records) {
    int[] moreChunks = Arrays.copyOf(chunkOf, records);
    int[] moreFirst = Arrays.copyOf(firstEvent, records);
    int[] moreEnds = Arrays.copyOf(endEvent, records);
    chunkOf = moreChunks;
    firstEvent = moreFirst;
    endEvent = moreEnds;
  }

  /** How many there are, halves not counted. */
  int size() {
    return size;
  }

  /** Events in {@code record}. */
  int events(int record) {
    return endEvent[record] - firstEvent[record];
  }

  /** Length of {@code record}. */
  int bytes(int record) {
    return end(record) - start(record);
  }

  /** Where {@code record} begins in {@link #content}. */
  int start(int record) {
    return chunkAt(record).start(firstEvent[record]);
  }

  /** Where {@code record} ends in {@link #content}. */
  int end(int record) {
    return chunkAt(record).end(endEvent[record] - 1);
  }

  /** The bytes {@code record} lies in; the same object for every record of a chunk. */
  ByteBuffer content(int record) {
    return contents.get(chunkOf[record]);
  }

  /**
   * The same events in two records, for one that holds more than one.
   *
   * @return the number of the first; the second's is one more
   */
  int halve(int record) {
    int half = firstEvent[record] + events(record) / 2;
    int first = add(chunkOf[record], firstEvent[record], half);
    add(chunkOf[record], half, endEvent[record]);
    return first;
  }

  /** Copies of the events of {@code record}. */
  List<byte[]> copyEvents(int record) {
    List<byte[]> events = new ArrayList<>(events(record));
    for (int event = firstEvent[record]; event < endEvent[record]; event++) {
      events.add(chunkAt(record).copy(event));
    }
    return events;
  }

  /** The number of the chunk {@code record} lies in, from 0 on. */
  int chunk(int record) {
    return chunkOf[record];
  }

  private Chunk chunkAt(int record) {
    return chunks.get(chunkOf[record]);
  }
}
