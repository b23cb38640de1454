package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;

/** Packs events into Firehose records. Stateless. */
public sealed interface RecordPacking permits EventPerRecord, LinesPerRecord, EvenRecords {
  /** Returns the exclusive end of the record that starts with event {@code first}. */
  int end(Chunk chunk, int first);
}
