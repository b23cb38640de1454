package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.config.FirehosePacking;
import dev.logproof.aggregator.config.RecordContent;
import dev.logproof.aggregator.config.RecordFormat;
import dev.logproof.aggregator.config.StreamRecords;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Combinations of data_key, append_new_line and chomp_record determine a record's bytes. */
class FirehoseRecordFormTest {
  /** A dash is an absent value; line endings are \\n and \\r. */
  @ParameterizedTest(name = "data_key {0}, append_new_line {1}, chomp_record {2}: {3} becomes {4}")
  @CsvSource({
    "-, true, false, x, '{\"log\":\"x\"}\\n'",
    "-, true, true, x, '{\"log\":\"x\"}\\n'",
    "-, false, false, x, '{\"log\":\"x\"}\\n'",
    "-, false, true, x, '{\"log\":\"x\"}'",
    "-, true, false, x\\n, '{\"log\":\"x\\n\"}\\n'",
    "-, false, true, x\\n, '{\"log\":\"x\\n\"}'",
    "-, true, false, nil, '{\"log\":null}\\n'",
    "log, true, false, x, x\\n",
    "log, true, false, x\\n, x\\n",
    "log, true, false, x\\r\\n, x\\n",
    "log, true, false, x\\r, x\\n",
    "log, true, false, x\\n\\n, x\\n\\n",
    "log, true, false, x\\n\\r, x\\n\\n",
    "log, true, false, '', \\n",
    "log, true, false, \\n, \\n",
    "log, true, false, nil, absent",
    "log, true, true, x\\r\\n, x\\n",
    "log, true, true, x\\n\\n, x\\n\\n",
    "log, true, true, nil, absent",
    "log, false, false, x, x",
    "log, false, false, x\\n, x\\n",
    "log, false, false, x\\r\\n, x\\r\\n",
    "log, false, false, '', ''",
    "log, false, false, nil, absent",
    "log, false, true, x, x",
    "log, false, true, x\\n, x\\n",
    "log, false, true, x\\r\\n, x\\r\\n",
    "log, false, true, x\\r, x\\r",
    "log, false, true, x\\n\\n, x\\n\\n",
    "log, false, true, nil, absent",
    "other, true, false, x, absent",
    "other, false, true, x, absent",
  })
  void matchesPluginInEachCombination(
      String dataKey, boolean appendNewLine, boolean chompRecord, String value, String expected)
      throws IOException {
    String key = dataKey.equals("-") ? "" : dataKey;
    RecordContent content = new RecordContent(key, chompRecord, RecordFormat.JSON);
    assertThat(written(content, appendNewLine, value)).isEqualTo(expected);
  }

  /** The formatter ends its text, and append_new_line replaces one line ending. */
  @ParameterizedTest(
      name = "{0}, add_newline {1}, append_new_line {2}, chomp_record {3}: {4} becomes {5}")
  @CsvSource({
    "log, true, true, false, x, x\\n",
    "log, true, true, false, x\\n, x\\n\\n",
    "log, false, true, false, x\\n, x\\n",
    "log, false, true, false, x\\r\\n, x\\n",
    "log, true, false, false, x, x\\n",
    "log, false, false, false, x, x",
    "log, true, false, true, x, x",
    "log, true, true, true, x\\n, x\\n",
    "log, true, true, false, nil, \\n",
    "message, true, true, false, x, \\n",
    "'', false, true, false, x, '{\"log\":\"x\"}\\n'",
    "'', false, false, false, x, '{\"log\":\"x\"}'",
    "'', true, false, false, x, '{\"log\":\"x\"}\\n'",
  })
  void isThatOfTheFormatter(
      String messageKey,
      boolean addNewline,
      boolean appendNewLine,
      boolean chompRecord,
      String value,
      String expected)
      throws IOException {
    RecordContent content =
        new RecordContent("", chompRecord, new RecordFormat(messageKey, addNewline));
    assertThat(written(content, appendNewLine, value)).isEqualTo(expected);
  }

  private static String written(RecordContent content, boolean appendNewLine, String value)
      throws IOException {
    StreamRecords.Firehose records =
        new StreamRecords.Firehose(appendNewLine, FirehosePacking.EVENTS);
    ByteBuf event = Unpooled.wrappedBuffer(record(value));
    ByteBuf out = Unpooled.buffer().writeByte('>');
    boolean written =
        new FirehoseRecordForm(content, records).write(event, 0, event.readableBytes(), out);
    String text = out.toString(UTF_8).substring(1);
    return written ? text.replace("\r", "\\r").replace("\n", "\\n") : "absent";
  }

  private static byte[] record(String value) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(1).packString("log");
      if (value.equals("nil")) {
        packer.packNil();
      } else {
        packer.packString(value.replace("\\r", "\r").replace("\\n", "\n"));
      }
      return packer.toByteArray();
    }
  }
}
