package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.FirehoseOutput;
import dev.logproof.aggregator.firehose.BatchService;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.EventPerRecord;
import dev.logproof.aggregator.firehose.FirehoseLimits;
import dev.logproof.aggregator.firehose.LinesPerRecord;
import dev.logproof.aggregator.firehose.RecordPacking;

/** The kind of outputs to Firehose. Stateless. */
public final class FirehoseKind {
  private FirehoseKind() {}

  /** Delivers to {@code stream}. */
  public static SinkKind of(FirehoseOutput config, DeliveryStream stream) {
    return new SinkKind(
        config.id(),
        config.buffer(),
        format(config),
        new StreamDeliveries(
            config.id(), config.buffer(), BatchService.FIREHOSE, packing(config), stream));
  }

  /** Returns the form of an output's records. */
  public static RecordForm recordForm(FirehoseOutput config) {
    return new FirehoseRecordForm(config);
  }

  private static RecordPacking packing(FirehoseOutput config) {
    return config.aggregateRecords()
        ? new LinesPerRecord(FirehoseLimits.PUT_RECORD_BATCH.maxRecordBytes())
        : new EventPerRecord();
  }

  static SinkKind.Format format(FirehoseOutput config) {
    return new SinkKind.Format(
        () -> recordForm(config),
        FirehoseLimits.PUT_RECORD_BATCH.maxRecordBytes(),
        config.aggregateRecords()
            ? Integer.MAX_VALUE
            : FirehoseLimits.PUT_RECORD_BATCH.maxRecords(),
        config.streamTemplate(),
        FirehoseOutput::isStreamName,
        false);
  }
}
