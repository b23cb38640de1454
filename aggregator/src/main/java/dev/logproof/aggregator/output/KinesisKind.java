package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.KinesisOutput;
import dev.logproof.aggregator.firehose.KeyedEvent;
import dev.logproof.aggregator.firehose.KinesisLimits;

/** The kind of outputs to Kinesis Data Streams. Stateless. */
final class KinesisKind {
  private KinesisKind() {}

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
