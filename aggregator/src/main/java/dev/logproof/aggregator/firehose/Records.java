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

  /** Shared by records without order. */
  private static final int[] NO_KEYS = new int[0];

  private final RecordPacking packing;
  private final boolean keyed;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<ByteBuffer> contents = new ArrayList<>();
  private int[] chunkOf = new int[INITIAL_RECORDS];
  private int[] firstEvent = new int[INITIAL_RECORDS];
  private int[] endEvent = new int[INITIAL_RECORDS];
  private final KeyRounds rounds = new KeyRounds();
  private int[] keyOf = NO_KEYS;
  private int size;

  /** End of the entries in use; halves start at {@link #size}. */
  private int used;

  public Records(RecordPacking packing) {
    this.packing = packing;
    this.keyed = packing instanceof KeyedEvent;
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
    if (isOrdered()) {
      arrange();
    }
  }

  private void arrange() {
    rounds.begin(size);
    for (int record = 0; record < size; record++) {
      rounds.add(record, content(record).slice(start(record) - keyBytes(record), keyBytes(record)));
    }
    int[] order = rounds.order();
    int[] chunksBefore = Arrays.copyOf(chunkOf, size);
    int[] eventsBefore = Arrays.copyOf(firstEvent, size);
    int[] keys = new int[size];
    for (int record = 0; record < size; record++) {
      chunkOf[record] = chunksBefore[order[record]];
      firstEvent[record] = eventsBefore[order[record]];
      endEvent[record] = firstEvent[record] + 1;
      keys[record] = rounds.key(order[record]);
    }
    keyOf = keys;
  }

  /** Releases all memory; {@link #fill} takes the next chunks. */
  public void clear() {
    forget();
  }

  /** Releases all memory for good, at the end of a delivery thread. */
  public void close() {
    clear();
  }

  private void forget() {
    chunks.clear();
    contents.clear();
    keyOf = NO_KEYS;
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

  /** Returns whether records of one key stay in order, so that requests are small. */
  public boolean isOrdered() {
    return packing instanceof KeyedEvent event && event.keepsOrder();
  }

  int events(int record) {
    return endEvent[record] - firstEvent[record];
  }

  int bytes(int record) {
    return end(record) - start(record);
  }

  /** Returns the start of the data. */
  int start(int record) {
    int start = chunkAt(record).start(firstEvent[record]);
    return keyed ? start + packing.headBytes(content(record), start) : start;
  }

  /** Returns the length of the key that ends at {@link #start}; 0 for a random or no key. */
  int keyBytes(int record) {
    if (!keyed) {
      return 0;
    }
    int start = chunkAt(record).start(firstEvent[record]);
    return packing.headBytes(content(record), start) - Short.BYTES;
  }

  /** Returns the number of a key whose order counts, or {@link KeyRounds#NO_KEY}. */
  int orderedKey(int record) {
    return keyOf == NO_KEYS ? KeyRounds.NO_KEY : keyOf[record];
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

  /** Copies the events as they are in chunks. */
  public List<byte[]> copyEvents(int record) {
    List<byte[]> events = new ArrayList<>(events(record));
    for (int event = firstEvent[record]; event < endEvent[record]; event++) {
      events.add(chunkAt(record).copy(event));
    }
    return events;
  }

  /** Copies the events without their keys. */
  List<byte[]> copyData(int record) {
    List<byte[]> events = copyEvents(record);
    if (!keyed) {
      return events;
    }
    int head = start(record) - chunkAt(record).start(firstEvent[record]);
    return events.stream().map(event -> Arrays.copyOfRange(event, head, event.length)).toList();
  }

  int chunk(int record) {
    return chunkOf[record];
  }

  private Chunk chunkAt(int record) {
    return chunks.get(chunkOf[record]);
  }
}
