package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;

/** One record per event, as in Fluentd's plugin and as OpenSearch requires. */
public record EventPerRecord() implements RecordPacking {
  @Override
  public int end(Chunk chunk, int first) {
    return first + 1;
  }
}
