package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;

/** How events become Firehose's records. Stateless; any thread. */
sealed interface RecordPacking permits EventPerRecord, LinesPerRecord {
  /** The end (exclusive) of the record that begins with event {@code first} of {@code chunk}. */
  int end(Chunk chunk, int first);
}
