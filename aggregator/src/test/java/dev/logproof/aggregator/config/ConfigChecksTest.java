package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configuration errors and warnings name their location. */
class ConfigChecksTest {
  private static final String SOURCE = "<source>\n@type forward\n</source>\n";

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          <source>;</source> => 1 has no @type: expected forward, http, unix, monitor_agent
          <source>;@type tail;</source> => 2 'tail' is not supported: expected forward, http, unix, monitor_agent
          <source>;@type forward;port 70000;</source> => 3 port is '70000': expected a whole number
          <source>;@type forward;port x;</source> => 3 from 0 to 65535
          <source>;@type forward;bind;</source> => 3 address to listen on
          <source>;@type forward;ack_on disk;</source> => 3 expected delivered or spooled or buffered
          <source>;@type forward;ack_on buffered;dedupe_in_flight true;</source> => 1 is never in flight
          <source>;@type forward;@label @x;</source> => 3 there is no <label @x>
          <source>;@type forward;<security>;</security>;</source> => 3 self_hostname is missing
          <source>;@type forward;<transport tls>;</transport>;</source> => 3 cert_path is missing
          <source>;@type forward;<transport quic>;</transport>;</source> => 3 expected tcp or tls
          <source>;@type forward;<transport tls>;insecure true;</transport>;</source> => 4 only false
          <source>;@type forward;<transport tls>;version TLSv1;</transport>;</source> => 3 cert_path
          <source>;@type http;<transport tls>;cert_path a;private_key_path b;</transport>;</source> => 1 terminate TLS in front
          <source>;@type forward;source_address_key x;</source> => 3 records stay as clients send them
          <source>;@type forward;deny_keepalive true;</source> => 3 only false is supported
          <source>;@type forward;<user>;</user>;</source> => 3 <user> is not supported
          <source>;@type http;<parse>;@type msgpack;</parse>;</source> => 4 Fluent Bit's parsers
          <source>;@type http;cors_allow_credentials true;</source> => 3 needs cors_allow_origins
          <source>;@type http;use_204_response true;</source> => 3 only false is supported
          <source>;@type http;body_size_limit 0;</source> => 3 expected from 1 to
          <filter **>;@type concat;</filter> => 2 such as Fluent Bit's multiline filter
          <filter **>;@type grep;<regexp>;key a;</regexp>;</filter> => 3 pattern is missing
          <filter **>;@type grep;<regexp>;key $.;pattern a;</regexp>;</filter> => 4 key is '$.'
          <filter **>;@type grep;<regexp>;key a;pattern /(/;</regexp>;</filter> => 5 not a regular expression
          <filter **>;@type grep;<exclude>;key a;pattern a;</exclude>;<exclude>;key a;pattern b;</exclude>;</filter> => 7 a condition for a already
          <filter **>;@type parser;key_name log;</filter> => 1 <parse> is missing
          <filter **>;@type parser;key_name log;<parse>;@type grok;</parse>;</filter> => 5 Fluent Bit's parsers
          <filter **>;@type parser;key_name log;<parse>;@type regexp;expression /a/;</parse>;</filter> => 6 no named group
          <filter **>;@type record_transformer;keep_keys a;</filter> => 3 needs renew_record
          <filter **>;@type record_modifier;prepare_value x;</filter> => 3 is not supported
          <system>;workers 0;</system> => 2 from 1 to 256
          <system>;<file>;</file>;</system> => 2 <file> is not supported
          <system>;</system>;<system>;</system> => 3 <system> is already defined
          <label main>;</label> => 1 expected a name with @
          <label @a>;</label>;<label @a>;</label> => 3 is already defined at f.conf:1
          <label @a>;<filter **>;</filter>;</label> => 2 <filter> has no @type
          <label @ROOT>;</label> => 1 outside labels
          <match {a>;@type null;</match> => 1 a { without a }
          <match a>;@type tee;</match> => 2 'tee' is not supported: expected kinesis_firehose
          <match a>;@type null;<inject2>;</inject2>;</match> => 3 <inject2> is not supported
          <match a>;@type s3;s3_bucket bkt;s3_endpoint s3-us-west-1.amazonaws.com;</match> => 4 remove it, and set s3_region
          <match a>;@type null;@id x;</match>;<match b>;@type null;@id x;</match> => 7 at f.conf:3
          """)
  void rejectsUnsupportedParametersWithLine(String text, String expected) {
    refuses(text.replace(';', '\n'), expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          aws_sec_key SECRET => aws_key_id is missing or empty
          endpoint x:1 => expected http://host:port or https://host:port
          endpoint http://x/path => expected http://host:port or https://host:port
          http_proxy socks5://x:1 => expected http://[user:password@]host:port
          http_proxy x:1;endpoint http://y => needs an endpoint with https
          ssl_verify_peer false => only true is supported
          compression snappy => expected gzip, zstd or zlib
          compression zstd => needs aggregate_records true
          compression zlib;aggregate_records true => which Athena does not read
          aggregate_max_events 500 => needs aggregate_records true
          aggregate_max_events 0;aggregate_records true => from 1 to
          role_arn x => <assume_role_credentials>
          <assume_role_credentials>;role_arn x;</assume_role_credentials> => role_session_name is missing
          <process_credentials>;</process_credentials> => process is missing
          <ecs_credentials>;</ecs_credentials> => standard chain
          formatter csv => only json is supported
          format ltsv => only json is supported
          aggregate_records true;<format>;@type single_value;</format> => one line per event
          aggregate_records true;append_new_line false => one line per event
          aggregate_records true;data_key log => remove data_key
          buffer_chunk_limit 1q => chunk_limit_size is '1q'
          num_threads 0 => from 1 to 1024
          include_time_key maybe => expected true or false
          region US West => an AWS region
          data_key => name of a field
          append_new_line maybe => expected true or false
          <inject>;time_type x;</inject> => time_type is 'x'
          <secondary>;</secondary> => @type is missing
          <secondary>;@type s3;</secondary> => expected secondary_file or file or stdout
          <secondary>;@type file;path a%Y;</secondary> => without placeholders
          <secondary>;@type file;path a\0b;</secondary> => Nul character not allowed
          <secondary>;@type secondary_file;basename b/c;</secondary> => name of a file
          <format>;@type msgpack;</format> => expected json or single_value
          <format>;@type csv;</format> => fields is missing
          <format>;@type csv;fields $.a;</format> => names of top-level fields
          aggregate_records true;<format>;@type ltsv;</format> => one line per event
          <buffer time>;</buffer> => timekey is missing
          <buffer>;@type fil;</buffer> => expected memory or file
          <buffer>;retry_timeout 500ms;</buffer> => 0.5 for half a second
          <buffer>;retry_max_times 0;</buffer> => from 1 to
          <buffer>;retry_forever maybe;</buffer> => expected true or false
          <buffer>;flush_mode never;</buffer> => expected interval or lazy or immediate
          <buffer>;flush_interval 500ms;</buffer> => 0.5 for half a second
          <buffer>;flush_interval -1;</buffer> => expected a whole number
          <buffer>;overflow_action drop;</buffer> => expected block or throw_exception or drop_oldest
          <buffer>;flush_thread_count 0;</buffer> => from 1 to 1024
          <buffer>;chunk_limit_size 1;</buffer> => expected from 1024 to
          <buffer>;chunk_limit_records 9;</buffer> => write chunk_limit_size
          <buffer>;total_limit_size 1m;chunk_limit_size 2m;</buffer> => below chunk_limit_size
          <buffer>;retry_wait 1m;retry_max_interval 1s;</buffer> => below retry_wait
          <buffer>;</buffer>;<buffer>;</buffer> => <buffer> is already defined
          """)
  void rejectsUnsupportedOutputSettingsWithLine(String settings, String expected) {
    String text = firehose("delivery_stream_name s\n" + settings.replace(';', '\n'));
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching("(?s)f.conf:[6-9]: .*")
        .hasMessageContaining(expected)
        .hasMessageNotContaining("SECRET ");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 2147483647, 9223372036854775807",
    "retry_forever true;retry_max_times 3, 2147483647, 9223372036854775807",
    "retry_max_times 3, 3, 9223372036854775807",
    "retry_timeout 1h, 2147483647, 3600000",
    "retry_forever false, 2147483647, 259200000"
  })
  void retriesEndOnlyWhereTheConfigurationSaysSo(String settings, int times, long millis) {
    String buffer = "<buffer>\n" + settings.replace(';', '\n') + "\n</buffer>\n";
    AggregatorConfig config = parse(firehose("delivery_stream_name s\n" + buffer));
    StreamOutput output = (StreamOutput) config.routesByLabel().get("").get(0).output();
    assertThat(output.buffer().retryLimit()).isEqualTo(new RetryLimit(times, millis));
  }

  @Test
  void rejectsMissingOrInvalidStreamName() {
    refuses(firehose(""), "4 delivery_stream_name is missing");
    refuses(firehose("delivery_stream_name a/b"), "6 name of a delivery stream");
    refuses(firehose("delivery_stream_name ${tag}"), "6 ${tag} needs the chunk key tag");
  }

  @Test
  void rejectsConfigurationWithoutSource() {
    assertThatThrownBy(() -> parse("<match a>\n@type null\n</match>"))
        .hasMessage(
            "f.conf: there is no <source>: expected at least one of type forward, http or unix");
  }

  @ParameterizedTest
  @CsvSource({
    "port 24224,true",
    "port 24225,false",
    "port 0,false",
    "bind ::,true",
    "bind 127.0.0.1,true"
  })
  void rejectsTwoSourcesOnOnePort(String second, boolean clash) {
    String text = SOURCE + "<source>\n@type forward\n" + second + "\n</source>\n";
    if (clash) {
      assertThatThrownBy(() -> parse(text)).hasMessageContaining("port 24224 is already used");
    } else {
      assertThat(parse(text).sources().forward()).hasSize(2);
    }
  }

  @Test
  void warnsOfUnknownParametersAndUnusedSections() {
    String text =
        SOURCE
            + """
            port 1
            <system>
              rootdir /x
              workers 2
              workers 3
            </system>
            <label @idle>
              <match **>
                @type null
              </match>
              <match a>
                @type null
              </match>
            </label>
            <source>
              @type http
              log_it 1
            </source>
            """;
    assertThat(parse(text).warnings())
        .extracting(ConfigWarning::toString)
        .containsExactlyInAnyOrder(
            "f.conf:4: in the top level: unknown parameter port is ignored",
            "f.conf:6: in <system>: unknown parameter rootdir is ignored",
            "f.conf:7: in <system>: workers is repeated at f.conf:8: the last value applies",
            "f.conf:10: in <label @idle>: no source sends to this label",
            "f.conf:14: in <match a>: no event reaches this section: <match **> before it matches"
                + " everything",
            "f.conf:20: in <source> of type http: unknown parameter log_it is ignored",
            "f.conf:1: in <source>: there is no <match> at the top level: every event of this"
                + " source will be rejected as unmatched");
    assertThat(parse(text).workers()).isEqualTo(3);
  }

  @Test
  void acceptsSettingsThatMatchBehaviour() {
    String text =
        firehose(
            """
            delivery_stream_name s
            drop_failed_records_after_batch_request_retries no
            <format>
              @type json
            </format>
            <buffer tag>
              @type memory
              flush_mode interval
              flush_at_shutdown
              retry_forever
              compress text
              retry_type periodic
              overflow_action drop_oldest_chunk
            </buffer>
            """);
    AggregatorConfig config = parse(text);
    StreamOutput output = (StreamOutput) config.routesByLabel().get("").get(0).output();
    assertThat(output.buffer().retryExponentialBackoffBase()).isEqualTo(1);
    assertThat(output.buffer().overflowAction()).isEqualTo(OverflowAction.DROP_OLDEST_CHUNK);
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void rejectsInvalidPath() {
    refuses(
        "<source>\n@type forward\n<transport tls>\ncert_path a\0b\n</transport>\n</source>",
        "4 cert_path");
    String buffer = firehose("delivery_stream_name s\n<buffer>\n@type file\npath a\0b\n</buffer>");
    assertThatThrownBy(() -> parse(buffer))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("path");
  }

  @Test
  void takesDirectoryOfBufferPathPattern() {
    String text =
        firehose("delivery_stream_name s\n<buffer>\n@type file\npath /a/b.*.log\n</buffer>");
    AggregatorConfig config = parse(text.replace("<source>", "<source>\nack_on spooled"));
    StreamOutput output = (StreamOutput) config.routesByLabel().get("").get(0).output();
    assertThat(output.buffer().storage()).isEqualTo(new BufferStorage.InDirectory(Path.of("/a")));
    assertThat(output.buffer().totalLimitBytes()).isEqualTo(64L << 30);
    assertThat(config.sources().forward().get(0).ackOn()).isEqualTo(AckOn.SPOOLED);
    String inMemory =
        firehose("delivery_stream_name s").replace("<source>", "<source>\nack_on spooled");
    assertThatThrownBy(() -> parse(inMemory))
        .hasMessageContaining("ack_on spooled of source")
        .hasMessageContaining("set @type file in the <buffer> of");
  }

  @Test
  void acceptsOldTypeAndIdSyntaxAndGeneratesUniqueIds() {
    AggregatorConfig config =
        parse(
            """
            <source>
              type forward
              id a
            </source>
            <match>
              @type null
            </match>
            <match b>
              @type null
              @id null.1
            </match>
            """);
    assertThat(config.sources().forward().get(0).id()).isEqualTo("a");
    assertThat(config.routesByLabel().get(""))
        .extracting(route -> route.output().id())
        .containsExactly("null.2", "null.1");
    assertThat(config.routesByLabel().get("").get(0).pattern().matches("any.tag")).isTrue();
  }

  private static String firehose(String settings) {
    return SOURCE + "<match **>\n@type kinesis_firehose\n" + settings + "\n</match>\n";
  }

  private static void refuses(String text, String expected) {
    int space = expected.indexOf(' ');
    int line = Integer.parseInt(expected.substring(0, space));
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .as(e.getMessage())
                    .anyMatch(
                        problem ->
                            problem.line() == line
                                && problem.message().contains(expected.substring(space + 1))));
  }

  private static AggregatorConfig parse(String text) {
    return AggregatorConfig.parse("f.conf", text, Map.of());
  }
}
