package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;

/**
 * Packs the events of a chunk into as few records as fit, of about the same size: compression gains
 * from long records, and the rest of a chunk would make a short one.
 *
 * @param maxRecordBytes before compression
 */
public record EvenRecords(int maxRecordBytes, int maxEvents) implements RecordPacking {
  @Override
  public int end(Chunk chunk, int first) {
    int start = chunk.start(first);
    int rest = chunk.sizeBytes() - start;
    int records = (rest - 1) / maxRecordBytes + 1;
    int wanted = start + (rest - 1) / records + 1;
    int last = (int) Math.min(chunk.records(), (long) first + maxEvents);
    int end = first + 1;
    while (end < last && chunk.end(end - 1) < wanted && chunk.end(end) <= start + maxRecordBytes) {
      end++;
    }
    return end;
  }
}
