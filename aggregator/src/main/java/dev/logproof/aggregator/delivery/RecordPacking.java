package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;

/** Packs events into Firehose records. Stateless. */
sealed interface RecordPacking permits EventPerRecord, LinesPerRecord {
  /**
   * Returns the end (exclusive) of the record that starts with event {@code first} of {@code
   * chunk}.
   */
  int end(Chunk chunk, int first);
}
