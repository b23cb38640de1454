package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import java.util.List;

/** A record for each event, as Fluentd's plugin does it and OpenSearch needs it. */
record EventPerRecord() implements RecordPacking {
  @Override
  public List<byte[]> pack(List<Chunk> chunks) {
    return chunks.stream().flatMap(chunk -> chunk.copyFrom(0).stream()).toList();
  }

  @Override
  public int events(byte[] record) {
    return 1;
  }

  @Override
  public List<byte[]> unpack(byte[] record) {
    return List.of(record);
  }

  @Override
  public List<byte[]> halve(byte[] record) {
    throw new IllegalArgumentException("an event has no halves");
  }
}
