package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.transcode.ValueTooLongException;
import dev.logproof.forward.decode.JsonToMessagePack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records are those of the kinesis_streams plugin, after their partition keys. */
class KinesisRecordFormTest {
  private static final int MAX_RECORD_BYTES = 1 << 20;

  private static StreamOutput config(String settings) {
    String text =
        "<source>\n@type forward\n</source>\n<match **>\n@type kinesis_streams\nregion r\n"
            + "stream_name s\n"
            + settings.replace(';', '\n')
            + "\n</match>\n";
    return (StreamOutput)
        AggregatorConfig.parse("f.conf", text, Map.of()).routesByLabel().get("").get(0).output();
  }

  /** Returns {@code key>data}. */
  private static String written(String settings, String json) {
    ByteBuf event = Unpooled.buffer();
    ByteBuf text = Unpooled.copiedBuffer(json, UTF_8);
    assertThat(JsonToMessagePack.convert(text, 0, text.writerIndex(), event)).isTrue();
    ByteBuf out = Unpooled.buffer();
    RecordForm form = StreamKind.format(config(settings)).form().get();
    if (!form.write(event, 0, event.writerIndex(), out)) {
      return "absent";
    }
    String key = out.readCharSequence(out.readUnsignedShort(), UTF_8).toString();
    return key + ">" + out.toString(UTF_8).replace("\n", "\\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data_key m                         | >x",
        "chomp_record true                  | >{\"m\":\"x\",\"k\":\"a\"}",
        "#                                  | >{\"m\":\"x\",\"k\":\"a\"}\\n",
        "partition_key k;data_key m         | a>x",
        "partition_key none;data_key m      | >x",
        "append_new_line true;data_key m    | >x",
        "data_key none                      | absent",
      })
  void isThatOfThePlugin(String settings, String expected) {
    assertThat(written(settings, "{\"m\":\"x\",\"k\":\"a\"}")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"\\u00e9\\\"\" | \u00e9\\\"",
        "7               | 7",
        "true            | true",
        "null            | ''",
        "\"\"            | ''",
      })
  void takesKeyFromTextOfField(String value, String key) {
    assertThat(written("partition_key k;data_key m", "{\"m\":\"x\",\"k\":" + value + "}"))
        .isEqualTo(key + ">x");
  }

  @Test
  void usesRandomKeyInPlaceOfOneThatIsTooLong() {
    String settings = "partition_key k;data_key m";
    String longest = "k".repeat(256);
    assertThat(written(settings, "{\"m\":\"x\",\"k\":\"" + longest + "\"}"))
        .isEqualTo(longest + ">x");
    assertThat(written(settings, "{\"m\":\"x\",\"k\":\"" + longest + "k\"}")).isEqualTo(">x");
  }

  @Test
  void rejectsRecordAboveOneMiBWithItsKey() {
    String settings = "partition_key k;data_key m";
    String fits = "x".repeat(MAX_RECORD_BYTES - 2);
    assertThat(written(settings, "{\"m\":\"" + fits + "\",\"k\":\"\u00e9\"}"))
        .hasSize(MAX_RECORD_BYTES);
    assertThatExceptionOfType(ValueTooLongException.class)
        .isThrownBy(() -> written(settings, "{\"m\":\"" + fits + "x\",\"k\":\"\u00e9\"}"));
    assertThatExceptionOfType(ValueTooLongException.class)
        .isThrownBy(() -> written("data_key m", "{\"m\":\"" + fits + "\"}"));
  }
}
