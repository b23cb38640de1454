package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;

/** A record for each event, as Fluentd's plugin does it and OpenSearch needs it. */
record EventPerRecord() implements RecordPacking {
  @Override
  public int end(Chunk chunk, int first) {
    return first + 1;
  }
}
