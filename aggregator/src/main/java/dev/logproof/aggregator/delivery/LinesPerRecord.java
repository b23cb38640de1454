package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;

/**
 * {@code aggregate_records}: as many events a record as Firehose takes. What arrives in S3 is the
 * same bytes, since every event ends in a line feed and holds no other; the bill is not, for each
 * record is rounded up to 5 KB.
 *
 * @param maxRecordBytes of a record
 */
record LinesPerRecord(int maxRecordBytes) implements RecordPacking {
  /** At least one event, and then as many as fit. */
  @Override
  public int end(Chunk chunk, int first) {
    int limit = chunk.start(first) + maxRecordBytes;
    int end = first + 1;
    while (end < chunk.records() && chunk.end(end) <= limit) {
      end++;
    }
    return end;
  }
}
