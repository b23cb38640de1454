package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.FirehoseOutput;
import dev.logproof.aggregator.delivery.AdaptiveConcurrencyLimit;
import dev.logproof.aggregator.delivery.ChunkDelivery;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.EventPerRecord;
import dev.logproof.aggregator.firehose.FirehoseLimits;
import dev.logproof.aggregator.firehose.LinesPerRecord;

/** The kind of outputs to Firehose. Stateless. */
public final class FirehoseKind {
  private FirehoseKind() {}

  /** Delivers to {@code stream}. */
  public static SinkKind of(FirehoseOutput config, DeliveryStream stream) {
    return new SinkKind(
        config.id(), config.buffer(), format(config), new StreamDeliveries(config, stream));
  }

  /** Returns the form of an output's records. */
  public static RecordForm recordForm(FirehoseOutput config) {
    return new FirehoseRecordForm(config);
  }

  static SinkKind.Format format(FirehoseOutput config) {
    return new SinkKind.Format(
        () -> recordForm(config),
        FirehoseLimits.PUT_RECORD_BATCH.maxRecordBytes(),
        config.aggregateRecords()
            ? Integer.MAX_VALUE
            : FirehoseLimits.PUT_RECORD_BATCH.maxRecords(),
        config.streamTemplate(),
        name -> true,
        false);
  }

  /** Deliveries of one output. */
  private record StreamDeliveries(FirehoseOutput config, DeliveryStream stream)
      implements SinkKind.Deliveries {
    @Override
    public SinkKind.ForThread share(SinkKind.Shared shared) {
      ChunkDelivery.Terms terms =
          new ChunkDelivery.Terms(
              config.id(),
              SinkKind.retryPolicy(config.buffer()),
              config.aggregateRecords()
                  ? new LinesPerRecord(FirehoseLimits.PUT_RECORD_BATCH.maxRecordBytes())
                  : new EventPerRecord());
      ChunkDelivery.Shared common =
          new ChunkDelivery.Shared(
              stream,
              shared.deadline(),
              new AdaptiveConcurrencyLimit(config.buffer().flushThreadCount()),
              shared.outcomes(),
              shared.retries());
      return random -> new ChunkDelivery(terms, common, random);
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
