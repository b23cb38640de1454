package dev.logproof.aggregator.output;

import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.delivery.AdaptiveConcurrencyLimit;
import dev.logproof.aggregator.delivery.ChunkDelivery;
import dev.logproof.aggregator.firehose.BatchService;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.Records;
import java.util.function.Supplier;

/**
 * Delivers to a stream of AWS, record by record. Thread-safe.
 *
 * @param records creates the records of each delivery thread
 */
record StreamDeliveries(
    String id,
    BufferConfig buffer,
    BatchService service,
    Supplier<Records> records,
    DeliveryStream stream)
    implements SinkKind.Deliveries {
  @Override
  public SinkKind.ForThread share(SinkKind.Shared shared) {
    ChunkDelivery.Terms terms =
        new ChunkDelivery.Terms(id, SinkKind.retryPolicy(buffer), records, service);
    ChunkDelivery.Shared common =
        new ChunkDelivery.Shared(
            stream,
            shared.deadline(),
            new AdaptiveConcurrencyLimit(buffer.flushThreadCount()),
            shared.outcomes(),
            shared.retries());
    return random -> new ChunkDelivery(terms, common, random);
  }

  @Override
  public void close() {
    stream.close();
  }
}
