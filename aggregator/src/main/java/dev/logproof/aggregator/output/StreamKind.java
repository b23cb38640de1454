package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.config.StreamRecords;
import dev.logproof.aggregator.firehose.BatchService;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.KeyedEvent;
import dev.logproof.aggregator.firehose.Records;
import dev.logproof.aggregator.firehose.RequestMemory;

/** The kind of outputs to streams of AWS. Stateless. */
public final class StreamKind {
  private StreamKind() {}

  /** Returns the service of an output. */
  public static BatchService service(StreamOutput config) {
    return config.records() instanceof StreamRecords.Kinesis
        ? BatchService.KINESIS
        : BatchService.FIREHOSE;
  }

  /**
   * Delivers to {@code stream}.
   *
   * @param compressed limits what all outputs hold compressed
   */
  public static SinkKind of(StreamOutput config, DeliveryStream stream, RequestMemory compressed) {
    return new SinkKind(
        config.id(),
        config.buffer(),
        format(config),
        new StreamDeliveries(
            config.id(),
            config.buffer(),
            service(config),
            () -> records(config, compressed),
            stream));
  }

  private static Records records(StreamOutput config, RequestMemory compressed) {
    return config.records() instanceof StreamRecords.Kinesis kinesis
        ? new Records(new KeyedEvent(kinesis.keepOrder()))
        : FirehoseKind.records(firehose(config).packing(), compressed);
  }

  static SinkKind.Format format(StreamOutput config) {
    return config.records() instanceof StreamRecords.Kinesis kinesis
        ? KinesisKind.format(config, kinesis)
        : FirehoseKind.format(config, firehose(config));
  }

  /** Returns the form of the data of an output's records. */
  public static RecordForm dataForm(StreamOutput config) {
    return config.records() instanceof StreamRecords.Kinesis kinesis
        ? KinesisKind.dataForm(config.content(), kinesis)
        : new FirehoseRecordForm(config.content(), firehose(config));
  }

  private static StreamRecords.Firehose firehose(StreamOutput config) {
    return (StreamRecords.Firehose) config.records();
  }
}
