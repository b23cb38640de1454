package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of kinesis_streams, and what is refused with a way out. */
class KinesisConfigTest {
  private static String match(String settings) {
    return "<source>\n@type forward\n</source>\n<match **>\n@type kinesis_streams\nregion r-1\n"
        + settings.replace(';', '\n')
        + "\n</match>\n";
  }

  private static AggregatorConfig parse(String settings) {
    return AggregatorConfig.parse("f.conf", match(settings), Map.of());
  }

  private static StreamOutput output(AggregatorConfig config) {
    return (StreamOutput) config.routesByLabel().get("").get(0).output();
  }

  @Test
  void readsSettingsOfPlugin() {
    AggregatorConfig config =
        parse(
            "stream_name events;partition_key user;chomp_record true;endpoint https://e:1;"
                + "http_proxy p:1;aws_key_id A;aws_sec_key s");
    StreamOutput output = output(config);
    assertThat(output.streamName()).isEqualTo("events");
    assertThat(output.region()).isEqualTo("r-1");
    assertThat(output.records()).isEqualTo(new StreamRecords.Kinesis("user", true));
    assertThat(output.content().chompRecord()).isTrue();
    assertThat(output.access().endpoint()).isEqualTo("https://e:1");
    assertThat(output.access().httpProxy()).isEqualTo("http://p:1");
    assertThat(output.access().credentials()).isInstanceOf(CredentialsConfig.Keys.class);
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void keepsNoOrderOfRandomKeys() {
    StreamOutput output = output(parse("stream_name s;<buffer>;flush_thread_count 8;</buffer>"));
    assertThat(output.records()).isEqualTo(new StreamRecords.Kinesis("", false));
    assertThat(output.buffer().flushThreadCount()).isEqualTo(8);
  }

  @Test
  void sendsOneRequestAtATimeToKeepOrder() {
    String threads = ";<buffer>;flush_thread_count 8;</buffer>";
    AggregatorConfig config = parse("stream_name s;partition_key k" + threads);
    assertThat(output(config).buffer().flushThreadCount()).isEqualTo(1);
    assertThat(config.warnings())
        .singleElement()
        .asString()
        .startsWith("f.conf:4: in <match> of type kinesis_streams: ")
        .contains("flush_thread_count 8 has no effect", "keep_order false");
    AggregatorConfig unordered = parse("stream_name s;partition_key k;keep_order false" + threads);
    assertThat(output(unordered).buffer().flushThreadCount()).isEqualTo(8);
    assertThat(unordered.warnings()).isEmpty();
  }

  @Test
  void takesPathAsNameAtOtherServices() {
    String path = "stream_name /region/database/stream";
    assertThat(output(parse(path + ";endpoint https://yds.example.net")).streamName())
        .isEqualTo("/region/database/stream");
    assertThatThrownBy(() -> parse(path))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected the name of a stream");
  }

  @Test
  void namesStreamsByPlaceholders() {
    StreamOutput output = output(parse("stream_name ${tag}-s;<buffer tag>;</buffer>"));
    assertThat(output.streamTemplate().isConstant()).isFalse();
    assertThat(output.to("a-s").streamName()).isEqualTo("a-s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "region r | f.conf:4: | stream_name",
        "stream_name a/b | f.conf:7: | expected the name of a stream: 1 to 128 letters",
        "stream_name ${tag}-s | f.conf:7: | stream_name is '${tag}-s'",
        "stream_name s;keep_order true | f.conf:8: | keep_order needs partition_key",
        "stream_name s;compression gzip | f.conf:8: | records are sent uncompressed",
        "stream_name s;max_record_size 1m | f.conf:8: | --dead-letter-dir",
        "stream_name s;aggregate_records true | f.conf:8: | each event is a record of its own",
        "stream_name s;role_arn r | f.conf:8: | <assume_role_credentials>",
        "stream_name s;partition_key | f.conf:8: | expected the name of a field",
        "stream_name s;ssl_verify_peer false | f.conf:8: | connections to AWS are always verified",
        "stream_name s;endpoint e | f.conf:8: | expected http://host:port",
      })
  void refusesWithLineAndWayOut(String settings, String place, String why) {
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class, () -> parse(settings.replace("region r", "chomp_record false")));
    assertThat(refused.getMessage()).contains(place).contains(why);
  }

  @Test
  void explainsParametersWithoutEffect() {
    AggregatorConfig config =
        parse("stream_name s;append_new_line true;retries_on_batch_request 3;debug true");
    assertThat(config.settings().toString())
        .contains("append_new_line", "only kinesis_firehose has it")
        .contains("retries_on_batch_request", "until Kinesis accepts them");
  }

  @Test
  void refusesAggregatedStreamsWithWayOut() {
    String text =
        """
        <source>
        @type forward
        </source>
        <match **>
        @type kinesis_streams_aggregated
        </match>
        """;
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class, () -> AggregatorConfig.parse("f.conf", text, Map.of()));
    assertThat(refused.getMessage())
        .contains("'kinesis_streams_aggregated' is not supported")
        .contains("write @type kinesis_streams");
  }
}
