package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.RecordContent;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.config.StreamRecords;
import dev.logproof.aggregator.firehose.KeyedEvent;
import dev.logproof.aggregator.firehose.KinesisLimits;

/** The kind of outputs to Kinesis Data Streams. Stateless. */
final class KinesisKind {
  private KinesisKind() {}

  static SinkKind.Format format(StreamOutput config, StreamRecords.Kinesis records) {
    return new SinkKind.Format(
        () -> new KinesisRecordForm(config.content(), records),
        KinesisLimits.PUT_RECORDS.maxRecordBytes() + KeyedEvent.MAX_HEAD_BYTES,
        KinesisLimits.PUT_RECORDS.maxRecords(),
        config.streamTemplate(),
        records.streamNames(),
        false);
  }

  /** Returns the form of records without their partition keys. */
  static RecordForm dataForm(RecordContent content, StreamRecords.Kinesis records) {
    RecordForm form = new KinesisRecordForm(content, records);
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
