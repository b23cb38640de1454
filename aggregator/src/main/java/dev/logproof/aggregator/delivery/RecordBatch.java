package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.batch.FirehoseLimits;
import dev.logproof.aggregator.batch.RequestRoom;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The records of one request, in order. What was refused of a request stays in it and goes again
 * with the records that come next. Confined to one delivery thread, which lends it to a stream for
 * the time of a request.
 */
public final class RecordBatch {
  private final Records records;
  private final FirehoseLimits limits;
  private final int[] numbers;
  private final RequestRoom room;

  /** Empty, of {@code records}, within {@code limits}. */
  RecordBatch(Records records, FirehoseLimits limits) {
    this.records = records;
    this.limits = limits;
    this.numbers = new int[limits.maxRecords()];
    this.room = new RequestRoom(limits);
  }

  /**
   * Appends records from number {@code first} on, in order, for as long as they fit.
   *
   * @return the number of the first that did not
   */
  int fill(int first) {
    int next = first;
    while (next < records.size() && add(next)) {
      next++;
    }
    return next;
  }

  private boolean add(int record) {
    int position = room.records();
    boolean fits = room.take(records.bytes(record));
    if (fits) {
      numbers[position] = record;
    }
    return fits;
  }

  /** Leaves the records at {@code positions} alone, ascending. */
  void retain(List<Integer> positions) {
    int[] before = numbers.clone();
    clear();
    positions.forEach(position -> add(before[position]));
  }

  /** Takes everything out. */
  void clear() {
    room.clear();
  }

  /** Its two halves; of a single record, which holds more than one event, those of its events. */
  List<RecordBatch> halves() {
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

  /** A batch of the record at {@code position} alone, which stays here too. */
  RecordBatch only(int position) {
    return part(position, position + 1);
  }

  /** Takes the record at {@code position} out. */
  void remove(int position) {
    retain(IntStream.range(0, size()).filter(at -> at != position).boxed().toList());
  }

  /** Becomes what is left of the two parts it was halved into. */
  void rejoin(List<RecordBatch> parts) {
    clear();
    for (RecordBatch part : parts) {
      for (int position = 0; position < part.size(); position++) {
        add(part.numbers[position]);
      }
    }
  }

  /** How many records. */
  public int size() {
    return room.records();
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** Bytes of all records together, in base64. */
  public long base64Bytes() {
    return room.base64Bytes();
  }

  /** How many events all records hold. */
  int events() {
    int events = 0;
    for (int position = 0; position < size(); position++) {
      events += records.events(numbers[position]);
    }
    return events;
  }

  /** Copies of all events. */
  List<byte[]> copyEvents() {
    List<byte[]> events = new ArrayList<>();
    for (int position = 0; position < size(); position++) {
      events.addAll(records.copyEvents(numbers[position]));
    }
    return events;
  }

  /** The number of the chunk in which the record at {@code position} lies. */
  int chunk(int position) {
    return records.chunk(numbers[position]);
  }

  /** The bytes in which the record at {@code position} lies. */
  public ByteBuffer content(int position) {
    return records.content(numbers[position]);
  }

  /** Where it begins in them. */
  public int start(int position) {
    return records.start(numbers[position]);
  }

  /** Where it ends in them. */
  public int end(int position) {
    return records.end(numbers[position]);
  }
}
