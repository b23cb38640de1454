package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code aggregate_records}: as many events a record as Firehose takes. What arrives in S3 is the
 * same bytes, since every event ends in a line feed and holds no other; the bill is not, for each
 * record is rounded up to 5 KB. The line feeds lead back to the events, so nothing else has to be
 * remembered.
 *
 * @param maxRecordBytes of a record
 */
record LinesPerRecord(int maxRecordBytes) implements RecordPacking {
  @Override
  public List<byte[]> pack(List<Chunk> chunks) {
    List<byte[]> records = new ArrayList<>();
    for (Chunk chunk : chunks) {
      for (int first = 0; first < chunk.records(); ) {
        int end = end(chunk, first);
        records.add(chunk.copy(first, end));
        first = end;
      }
    }
    return records;
  }

  /** At least one event, and then as many as fit. */
  private int end(Chunk chunk, int first) {
    long bytes = chunk.recordBytes(first);
    int end = first + 1;
    while (end < chunk.records() && bytes + chunk.recordBytes(end) <= maxRecordBytes) {
      bytes += chunk.recordBytes(end);
      end++;
    }
    return end;
  }

  @Override
  public int events(byte[] record) {
    int events = 0;
    for (byte letter : record) {
      events += letter == '\n' ? 1 : 0;
    }
    return events;
  }

  @Override
  public List<byte[]> unpack(byte[] record) {
    List<byte[]> events = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < record.length; at++) {
      if (record[at] == '\n') {
        events.add(Arrays.copyOfRange(record, start, at + 1));
        start = at + 1;
      }
    }
    return events;
  }

  @Override
  public List<byte[]> halve(byte[] record) {
    int half = record.length / 2;
    int end = half;
    while (end < record.length - 1 && record[end - 1] != '\n') {
      end++;
    }
    if (record[end - 1] != '\n') {
      end = half;
      while (record[end - 1] != '\n') {
        end--;
      }
    }
    return List.of(
        Arrays.copyOfRange(record, 0, end), Arrays.copyOfRange(record, end, record.length));
  }
}
