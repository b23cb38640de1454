package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;

/** Packs events into Firehose records. Stateless. */
public sealed interface RecordPacking permits EventPerRecord, LinesPerRecord {
  /**
   * Returns the end (exclusive) of the record that starts with event {@code first} of {@code
   * chunk}.
   */
  int end(Chunk chunk, int first);
}
