package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import java.util.List;

/** How events become Firehose's records, and records events again. Stateless; any thread. */
sealed interface RecordPacking permits EventPerRecord, LinesPerRecord {
  /** The records of all events of {@code chunks}, in order. */
  List<byte[]> pack(List<Chunk> chunks);

  /** How many events {@code record} holds. */
  int events(byte[] record);

  /** The events of {@code record}. */
  List<byte[]> unpack(byte[] record);

  /** The same events in two records; {@code record} holds more than one. */
  List<byte[]> halve(byte[] record);

  /** How many events {@code records} hold. */
  default int events(List<byte[]> records) {
    return records.stream().mapToInt(this::events).sum();
  }

  /** The events of {@code records}. */
  default List<byte[]> unpack(List<byte[]> records) {
    return records.stream().flatMap(record -> unpack(record).stream()).toList();
  }
}
