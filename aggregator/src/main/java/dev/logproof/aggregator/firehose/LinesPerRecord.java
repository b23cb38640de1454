package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;

/**
 * {@code aggregate_records}: packs as many events into a record as fit. S3 receives the same bytes,
 * since every event ends with its only line feed. Each record is billed rounded up to 5 KB.
 */
public record LinesPerRecord(int maxRecordBytes, int maxEvents) implements RecordPacking {
  @Override
  public int end(Chunk chunk, int first) {
    int limit = chunk.start(first) + maxRecordBytes;
    int last = (int) Math.min(chunk.records(), (long) first + maxEvents);
    int end = first + 1;
    while (end < last && chunk.end(end) <= limit) {
      end++;
    }
    return end;
  }
}
