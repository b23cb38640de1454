package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;
import java.nio.ByteBuffer;

/** Packs events into records. Stateless. */
public sealed interface RecordPacking
    permits EventPerRecord, LinesPerRecord, EvenRecords, KeyedEvent {
  /** Returns the exclusive end of the record that starts with event {@code first}. */
  int end(Chunk chunk, int first);

  /** Returns the bytes before the data of the record that starts at {@code start}. */
  default int headBytes(ByteBuffer content, int start) {
    return 0;
  }
}
