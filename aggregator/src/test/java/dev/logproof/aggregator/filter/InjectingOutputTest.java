package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.ConfigException;
import dev.logproof.aggregator.config.InjectConfig;
import dev.logproof.aggregator.config.OneMatch;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import dev.logproof.forward.decode.JsonToMessagePack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code <inject>} and its flat forms add the fields that Fluentd adds. */
class InjectingOutputTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(7, 5), ZoneOffset.UTC);

  private static InjectConfig config(String lines) {
    return OneMatch.firehose("s", lines).inject();
  }

  private static String inject(String lines, String json, long seconds, int nanos) {
    return inject(config(lines), json, seconds, nanos);
  }

  private static String inject(InjectConfig config, String json, long seconds, int nanos) {
    List<String> arrived = new ArrayList<>();
    EventLoopOutput output =
        InjectingOutput.before(
            (event, offset, length, ack) -> {
              ByteBuf out = Unpooled.buffer();
              int ignored = new RecordTranscoder().transcode(event, offset, length, out);
              arrived.add(out.toString(UTF_8));
            },
            config,
            CLOCK);
    ByteBuf text = Unpooled.copiedBuffer(json, UTF_8);
    ByteBuf packed = Unpooled.buffer();
    assertThat(JsonToMessagePack.convert(text, 0, text.writerIndex(), packed)).isTrue();
    output.tag(Unpooled.copiedBuffer("other.one", UTF_8), 0, 9);
    output.tag(Unpooled.copiedBuffer("db.main", UTF_8), 0, 7);
    output.time(seconds, nanos);
    output.take(packed, 0, packed.writerIndex(), PendingAck.NONE);
    return arrived.get(0);
  }

  @Test
  void addsFieldsInOrderAndOverwritesInPlace() {
    String lines =
        """
        <inject>
          time_key @timestamp
          time_type string
          time_format %Y-%m-%dT%H:%M:%SZ
          utc true
          hostname_key host
          hostname here
          worker_id_key worker
          tag_key tag
        </inject>
        """;
    assertThat(inject(lines, "{\"tag\":1,\"m\":2}", 1_234_567_890, 5))
        .isEqualTo(
            "{\"tag\":\"db.main\",\"m\":2,\"host\":\"here\",\"worker\":0,"
                + "\"@timestamp\":\"2009-02-13T23:31:30Z\"}");
  }

  @Test
  void takesNowWithoutTime() {
    assertThat(inject("<inject>\ntime_key t\ntime_type unixtime_nanos\n</inject>\n", "{}", 0, 0))
        .isEqualTo("{\"t\":7000000005}");
  }

  @ParameterizedTest
  @CsvSource({
    "float, 1234567890.123456",
    "unixtime, 1234567890",
    "unixtime_millis, 1234567890123",
    "unixtime_micros, 1234567890123456",
    "unixtime_nanos, 1234567890123456789",
    "string, \"2009-02-14T08:31:30.123456789+0900\""
  })
  void writesTimeInForm(String type, String expected) {
    String lines = "<inject>\ntime_key t\ntimezone Asia/Tokyo\ntime_type " + type + "\n</inject>\n";
    assertThat(inject(lines, "{}", 1_234_567_890, 123_456_789))
        .isEqualTo("{\"t\":" + expected + "}");
  }

  @Test
  void addsFlatKeysOfOldConfigurations() {
    assertThat(
            inject(
                "include_time_key true\ninclude_tag_key true\nutc true\n", "{}", 1_234_567_890, 0))
        .isEqualTo("{\"tag\":\"db.main\",\"time\":\"2009-02-13T23:31:30.000000000+0000\"}");
    assertThat(
            inject(
                "include_time_key true\ntime_key at\ntime_format %s\ninclude_tag_key true\ntag_key t\n",
                "{}", 5, 0))
        .isEqualTo("{\"t\":\"db.main\",\"at\":\"5\"}");
  }

  @Test
  void addsNothingBesideDataKey() {
    assertThat(config("data_key log\n<inject>\ntag_key t\n</inject>\n").isNone()).isTrue();
    assertThat(config("time_key t\n").isNone()).isTrue();
  }

  @Test
  void refusesContradictions() {
    assertThatThrownBy(() -> config("include_time_key true\nutc true\nlocaltime true\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("either utc or localtime");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "<inject>;time_key t;</inject> => {\"t\":5.5}",
        "<inject>;time_key t;time_format %F;</inject> => {\"t\":5.5}",
        "<inject>;time_key t;time_type string;utc true;</inject> => {\"t\":\"1970-01-01T00:00:05Z\"}",
        "<inject>;tag_key g;hostname_key h;hostname a;</inject> => {\"h\":\"a\",\"g\":\"db.main\"}",
        "include_time_key true;utc => {\"time\":\"1970-01-01T00:00:05Z\"}",
        "include_time_key true;timezone +09:00 => {\"time\":\"1970-01-01T09:00:05+09:00\"}",
        "include_time_key true;time_key t;time_format %s => {\"t\":\"5\"}",
        "include_time_key true;include_tag_key true;time_format %s => {\"tag\":\"db.main\",\"time\":\"5\"}",
        "time_key t;tag_key g => {\"g\":\"db.main\",\"t\":5.5}",
        "time_format %s;utc => {}"
      })
  void addsFieldsToOutputsOfFluentd(String lines, String expected) {
    for (String type : List.of("file;path /f;", "s3;s3_bucket bkt;", "stdout;")) {
      InjectConfig config = OneMatch.output("@type " + type + lines).inject();
      String written = inject(config, "{}", 5, 500_000_000);
      assertThat(written).as(type).isEqualTo(expected);
    }
  }
}
