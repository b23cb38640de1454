package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.RecordContent;
import dev.logproof.aggregator.config.StreamRecords;
import dev.logproof.aggregator.firehose.KeyedEvent;
import dev.logproof.aggregator.firehose.KinesisLimits;
import dev.logproof.aggregator.transcode.FieldText;
import dev.logproof.aggregator.transcode.ValueTooLongException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/**
 * Encodes events as the kinesis_streams plugin does, after their partition keys. An event without
 * the field, where the plugin drops it, gets a random key; so does one whose field is nil, empty or
 * longer than a partition key may be. Confined to one event loop.
 */
final class KinesisRecordForm implements RecordForm {
  private static final byte[] RANDOM = new byte[KeyedEvent.RANDOM_KEY];

  private final FirehoseRecordForm data;
  private final boolean keyed;
  private final FieldText field;
  private final ByteBuf text = Unpooled.buffer(64);

  KinesisRecordForm(RecordContent content, StreamRecords.Kinesis records) {
    this.data = new FirehoseRecordForm(content, false, KinesisLimits.PUT_RECORDS.maxRecordBytes());
    this.keyed = !records.partitionKey().isEmpty();
    this.field = new FieldText(List.of(records.partitionKey()));
  }

  @Override
  public boolean write(ByteBuf event, int offset, int length, ByteBuf out) {
    String key = keyed ? key(event, offset, length) : "";
    KeyedEvent.writeHead(
        key.isEmpty() ? RANDOM : JsonStringEncoder.getInstance().quoteAsUTF8(key), out);
    int start = out.writerIndex();
    if (!data.write(event, offset, length, out)) {
      return false;
    }
    int keyBytes = key.isEmpty() ? KinesisLimits.RANDOM_KEY_BYTES : key.getBytes(UTF_8).length;
    if (out.writerIndex() - start + keyBytes > KinesisLimits.PUT_RECORDS.maxRecordBytes()) {
      throw new ValueTooLongException();
    }
    return true;
  }

  private String key(ByteBuf event, int offset, int length) {
    text.clear();
    String key = field.append(event, offset, length, text) ? text.toString(UTF_8) : "";
    return key.length() > KinesisLimits.MAX_KEY_CHARACTERS ? "" : key;
  }
}
