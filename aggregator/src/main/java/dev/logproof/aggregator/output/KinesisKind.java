package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.KinesisOutput;
import dev.logproof.aggregator.firehose.BatchService;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.KeyedEvent;
import dev.logproof.aggregator.firehose.KinesisLimits;
import dev.logproof.aggregator.firehose.Records;

/** The kind of outputs to Kinesis Data Streams. Stateless. */
public final class KinesisKind {
  private KinesisKind() {}

  /** Delivers to {@code stream}. */
  public static SinkKind of(KinesisOutput config, DeliveryStream stream) {
    return new SinkKind(
        config.id(),
        config.buffer(),
        format(config),
        new StreamDeliveries(
            config.id(),
            config.buffer(),
            BatchService.KINESIS,
            () -> new Records(new KeyedEvent(config.keepOrder())),
            stream));
  }

  static SinkKind.Format format(KinesisOutput config) {
    return new SinkKind.Format(
        () -> new KinesisRecordForm(config),
        KinesisLimits.PUT_RECORDS.maxRecordBytes() + KeyedEvent.MAX_HEAD_BYTES,
        KinesisLimits.PUT_RECORDS.maxRecords(),
        config.streamTemplate(),
        KinesisOutput::isStreamName,
        false);
  }

  /** Returns the form of records without their partition keys. */
  static RecordForm dataForm(KinesisOutput config) {
    RecordForm form = new KinesisRecordForm(config);
    return (event, offset, length, out) -> {
      int start = out.writerIndex();
      boolean written = form.write(event, offset, length, out);
      if (written) {
        out.readerIndex(start + Short.BYTES + out.getUnsignedShort(start));
      }
      return written;
    };
  }
}
