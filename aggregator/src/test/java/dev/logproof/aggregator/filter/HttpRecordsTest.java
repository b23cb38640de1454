package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.ConfigException;
import dev.logproof.aggregator.filter.HttpRecords.Parsed;
import dev.logproof.aggregator.filter.HttpRecords.Received;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import dev.logproof.forward.decode.JsonToMessagePack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times and bodies have the meaning of in_http. */
class HttpRecordsTest {
  private static HttpRecords records(String lines) {
    AggregatorConfig config =
        AggregatorConfig.parse(
            "f.conf",
            "<source>\n@type http\n" + lines + "</source>\n<match **>\n@type null\n</match>\n",
            Map.of());
    return new HttpRecords(config.sources().http().get(0).parse());
  }

  private static HttpRecords parsing(String type, String... lines) {
    return records("<parse>\n@type " + type + "\n" + String.join("\n", lines) + "\n</parse>\n");
  }

  private static List<String> shown(Parsed parsed) {
    return parsed.events().stream().map(HttpRecordsTest::shown).toList();
  }

  private static String shown(Received event) {
    ByteBuf json = Unpooled.buffer();
    int ignored =
        new RecordTranscoder().transcode(event.record(), 0, event.record().writerIndex(), json);
    return event.epochSeconds() + "." + event.nanos() + " " + json.toString(UTF_8);
  }

  private static Parsed timed(String lines, String json) {
    ByteBuf packed = Unpooled.buffer();
    ByteBuf text = Unpooled.copiedBuffer(json, UTF_8);
    assertThat(JsonToMessagePack.convert(text, 0, text.writerIndex(), packed)).isTrue();
    HttpRecords records = records(lines);
    assertThat(records.readsBodies()).isFalse();
    return records.timed(List.of(ByteBufUtil.getBytes(packed)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}|0.0 {\"a\":1}",
        "{\"a\":1,\"time\":7}|7.0 {\"a\":1}",
        "{\"time\":7.25,\"a\":1}|7.250000000 {\"a\":1}",
        "{\"time\":1234567890123,\"a\":1}|1234567890123.0 {\"a\":1}",
        "{\"time\":null,\"a\":1}|0.0 {\"a\":1}",
        "{\"time\":false,\"a\":1}|0.0 {\"a\":1}",
      })
  void takesTimeOutOfField(String json, String event) {
    assertThat(shown(timed("", json))).containsExactly(event);
  }

  @Test
  void failsOnTimeThatIsNoNumber() {
    assertThatThrownBy(() -> timed("", "{\"time\":\"2009-02-13\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the field time is no number");
  }

  @Test
  void readsTimeAsConfigured() {
    String lines =
        """
        <parse>
          @type in_http
          time_key at
          keep_time_key true
          time_type string
          time_format %Y-%m-%d
          utc true
        </parse>
        """;
    assertThat(shown(timed(lines, "{\"at\":\"2009-02-13\",\"time\":1}")))
        .containsExactly("1234483200.0 {\"at\":\"2009-02-13\",\"time\":1}");
    assertThat(shown(timed("<parse>\ntime_key at\n</parse>\n", "{\"at\":3,\"a\":1}")))
        .containsExactly("3.0 {\"a\":1}");
  }

  @ParameterizedTest
  @CsvSource({"7.5, 7.500000000", "0, 0.0", "abc, 0.0", "12x, 12.0"})
  void readsTimeOfParameter(String text, String time) {
    Instant instant = HttpRecords.time(text.getBytes(UTF_8));
    assertThat(instant.getEpochSecond() + "." + instant.getNano()).isEqualTo(time);
  }

  private static Parsed parse(HttpRecords records, String body) {
    assertThat(records.readsBodies()).isTrue();
    return records.parse(List.of(Unpooled.copiedBuffer(body, ISO_8859_1)));
  }

  @Test
  void parsesWholeBodies() {
    assertThat(shown(parse(parsing("none"), "a\nb")))
        .containsExactly("0.0 {\"message\":\"a\\nb\"}");
    assertThat(shown(parse(parsing("ltsv"), "a:1\tb:2")))
        .containsExactly("0.0 {\"a\":\"1\",\"b\":\"2\"}");
    assertThat(shown(parse(parsing("csv", "keys x,y"), "1,2")))
        .containsExactly("0.0 {\"x\":\"1\",\"y\":\"2\"}");
    assertThat(
            shown(
                parse(
                    parsing(
                        "regexp",
                        "expression /^(?<k>\\w+) (?<time>\\d+)$/",
                        "time_format %s",
                        "types k:string"),
                    "a 7")))
        .containsExactly("7.0 {\"k\":\"a\"}");
    assertThat(shown(parse(parsing("json", "time_key t"), "{\"a\":[1,{}],\"t\":7}")))
        .containsExactly("7.0 {\"a\":[1,{}]}");
  }

  @Test
  void leavesOutTextsWithoutTheFormat() {
    Parsed parsed =
        parsing("json")
            .parse(
                List.of(
                    Unpooled.copiedBuffer("no", UTF_8),
                    Unpooled.copiedBuffer("{\"a\":1}", UTF_8),
                    Unpooled.EMPTY_BUFFER));
    assertThat(shown(parsed)).containsExactly("0.0 {\"a\":1}");
    assertThat(parsed.invalid()).isEqualTo(2);
  }

  @Test
  void failsWhereRubyRaises() {
    HttpRecords regexp = parsing("regexp", "expression /^(?<k>.+) (?<time>.+)$/", "time_format %s");
    assertThatThrownBy(() -> parse(regexp, "a \u00ff"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("invalid byte sequence");
    assertThatThrownBy(() -> parse(regexp, "a b")).hasMessageContaining("invalid time format");
  }

  @Test
  void takesFormatWithoutSection() {
    assertThat(shown(parse(records("format json\ntime_key t\n"), "{\"t\":7}")))
        .containsExactly("7.0 {}");
  }

  @Test
  void refusesOtherParsers() {
    assertThatThrownBy(() -> parsing("msgpack"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("f.conf:4: in <parse> of <source> of type http: @type is 'msgpack'");
  }
}
