package dev.logproof.aggregator.firehose;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Records of one request, in order. Refused records stay and are retried with the following ones.
 * Where the order of a key counts, a request has one record of it at most: a service may refuse a
 * record and accept later ones of the same request. Confined to one delivery thread; the stream
 * uses it during a request.
 */
public final class RecordBatch {
  private final Records records;
  private final RequestLimits limits;
  private final int[] numbers;
  private final RequestRoom room;

  /** Keys in this batch whose order counts. */
  private final BitSet keys = new BitSet();

  public RecordBatch(Records records, RequestLimits limits) {
    this.records = records;
    this.limits = limits;
    this.numbers = new int[limits.maxRecords()];
    this.room = new RequestRoom(limits);
  }

  /**
   * Appends records from index {@code first} while they fit.
   *
   * @return index of the first record that did not fit
   */
  public int fill(int first) {
    int next = first;
    while (next < records.size() && add(next)) {
      next++;
    }
    return next;
  }

  private boolean add(int record) {
    int position = room.records();
    int key = records.orderedKey(record);
    boolean fits =
        (key == KeyRounds.NO_KEY || !keys.get(key))
            && room.take(records.bytes(record), records.keyBytes(record));
    if (fits) {
      numbers[position] = record;
      if (key != KeyRounds.NO_KEY) {
        keys.set(key);
      }
    }
    return fits;
  }

  /** Retains only the records at these ascending positions. */
  public void retain(List<Integer> positions) {
    int[] before = numbers.clone();
    clear();
    positions.forEach(position -> add(before[position]));
  }

  public void clear() {
    room.clear();
    keys.clear();
  }

  /** Splits the batch into halves; a single record is split between its events. */
  public List<RecordBatch> halves() {
    if (size() > 1) {
      return List.of(part(0, size() / 2), part(size() / 2, size()));
    }
    int first = records.halve(numbers[0]);
    return List.of(single(first), single(first + 1));
  }

  private RecordBatch part(int from, int to) {
    RecordBatch part = new RecordBatch(records, limits);
    for (int position = from; position < to; position++) {
      part.add(numbers[position]);
    }
    return part;
  }

  private RecordBatch single(int record) {
    RecordBatch single = new RecordBatch(records, limits);
    single.add(record);
    return single;
  }

  /** Returns a batch of one record, which also stays in this batch. */
  public RecordBatch only(int position) {
    return part(position, position + 1);
  }

  public void remove(int position) {
    retain(IntStream.range(0, size()).filter(at -> at != position).boxed().toList());
  }

  /** Replaces the contents with the records left in its two halves. */
  public void rejoin(List<RecordBatch> parts) {
    clear();
    for (RecordBatch part : parts) {
      for (int position = 0; position < part.size(); position++) {
        add(part.numbers[position]);
      }
    }
  }

  /** Returns the number of records. */
  public int size() {
    return room.records();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /** Returns the base64 length of all records. */
  public long base64Bytes() {
    return room.base64Bytes();
  }

  /** Returns the length of the given keys, as escaped for JSON. */
  long keyBytes() {
    return room.keyBytes();
  }

  public int events() {
    int events = 0;
    for (int position = 0; position < size(); position++) {
      events += records.events(numbers[position]);
    }
    return events;
  }

  /** Copies the events as they are in chunks. */
  public List<byte[]> copyEvents() {
    List<byte[]> events = new ArrayList<>();
    for (int position = 0; position < size(); position++) {
      events.addAll(records.copyEvents(numbers[position]));
    }
    return events;
  }

  /** Copies the events without their keys. */
  public List<byte[]> copyData() {
    List<byte[]> events = new ArrayList<>();
    for (int position = 0; position < size(); position++) {
      events.addAll(records.copyData(numbers[position]));
    }
    return events;
  }

  /** Returns the length of the key that ends at {@link #start}; 0 for a random one. */
  int keyBytes(int position) {
    return records.keyBytes(numbers[position]);
  }

  int chunk(int position) {
    return records.chunk(numbers[position]);
  }

  /** Returns the bytes that contain the record. */
  public ByteBuffer content(int position) {
    return records.content(numbers[position]);
  }

  /** Returns the start of the record's data in {@link #content}. */
  public int start(int position) {
    return records.start(numbers[position]);
  }

  /** Returns the record's end in {@link #content}. */
  public int end(int position) {
    return records.end(numbers[position]);
  }
}
