package dev.logproof.aggregator.output;

import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.delivery.ChunkTarget;
import dev.logproof.aggregator.delivery.WholeChunkDelivery;

/** Delivers whole chunks to a target. Thread-safe if the target is. */
record TargetDeliveries(String id, BufferConfig buffer, ChunkTarget target)
    implements SinkKind.Deliveries {
  @Override
  public SinkKind.ForThread share(SinkKind.Shared shared) {
    WholeChunkDelivery.Shared common =
        new WholeChunkDelivery.Shared(
            target, shared.deadline(), shared.outcomes(), shared.retries());
    return random -> new WholeChunkDelivery(id, SinkKind.retryPolicy(buffer), common, random);
  }

  @Override
  public void close() {
    target.close();
  }
}
