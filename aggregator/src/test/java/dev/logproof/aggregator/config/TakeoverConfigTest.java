package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.access.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations written for older Fluentds and plugins keep their meaning. */
class TakeoverConfigTest {
  private static final String SOURCE = "<source>\ntype forward\n</source>\n";

  private static AggregatorConfig parse(String text, Map<String, String> environment) {
    return AggregatorConfig.parse("f.conf", text, environment);
  }

  private static String match(String settings) {
    return SOURCE
        + "<match **>\ntype kinesis_firehose\nregion eu-west-1\ndelivery_stream_name s\n"
        + settings.replace(';', '\n')
        + "\n</match>\n";
  }

  private static StreamOutput output(AggregatorConfig config) {
    return (StreamOutput) config.routesByLabel().get("").get(0).output();
  }

  private static BufferConfig buffer(String settings) {
    return output(parse(match(settings), Map.of())).buffer();
  }

  @Test
  void mapsFlatParametersOfOldFluentd() {
    String flat =
        "buffer_type file;buffer_path /b/s;buffer_chunk_limit 2m;buffer_queue_limit 64;"
            + "flush_interval 1;try_flush_interval 0.1;queued_chunk_flush_interval 0.01;"
            + "num_threads 8;retry_wait 2s;max_retry_wait 30;disable_retry_limit";
    AggregatorConfig config = parse(match(flat), Map.of());
    assertThat(output(config).buffer())
        .isEqualTo(
            new BufferConfig(
                1_000,
                2 << 20,
                128L << 20,
                new BufferStorage.InDirectory(Path.of("/b/s")),
                8,
                OverflowAction.BLOCK,
                2_000,
                2,
                30_000,
                true,
                RetryLimit.NONE,
                FlushMode.INTERVAL,
                ChunkKeys.NONE,
                SecondaryConfig.NONE));
    assertThat(config.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "f.conf:8: in <match> of type kinesis_firehose: buffer settings without <buffer>")
        .contains(
            "write <buffer> @type file; path /b/s; chunk_limit_size 2m; queue_limit_length 64");
  }

  @Test
  void mapsNewNamesWithoutBufferSection() {
    BufferConfig buffer = buffer("flush_interval 5s;chunk_limit_size 1m;flush_thread_count 15");
    assertThat(buffer.flushIntervalMillis()).isEqualTo(5_000);
    assertThat(buffer.chunkLimitBytes()).isEqualTo(1 << 20);
    assertThat(buffer.flushThreadCount()).isEqualTo(15);
  }

  @ParameterizedTest
  @CsvSource({
    "exception, THROW_EXCEPTION",
    "block, BLOCK",
    "drop_oldest_chunk, DROP_OLDEST_CHUNK",
  })
  void mapsQueueFullAction(String written, OverflowAction action) {
    assertThat(buffer("buffer_queue_full_action " + written).overflowAction()).isEqualTo(action);
  }

  @Test
  void ignoresFlatParametersBesideBufferSection() {
    AggregatorConfig config =
        parse(match("num_threads 8;<buffer>;flush_interval 5s;</buffer>"), Map.of());
    assertThat(output(config).buffer().flushThreadCount()).isEqualTo(1);
    assertThat(output(config).buffer().flushIntervalMillis()).isEqualTo(5_000);
    assertThat(config.warnings())
        .singleElement()
        .asString()
        .contains("f.conf:8", "num_threads has no effect beside <buffer>", "flush_thread_count");
  }

  @Test
  void acceptsValuesThatFluentdAccepts() {
    assertThat(buffer("<buffer>;total_limit_size 1m;</buffer>").chunkLimitBytes())
        .isEqualTo(1 << 20);
    assertThat(buffer("<buffer>;flush_interval 0;</buffer>").flushIntervalMillis()).isEqualTo(1);
    assertThat(buffer("<buffer>;type file_single;</buffer>").storage())
        .isEqualTo(BufferStorage.TASK_SPOOL);
    assertThat(buffer("<buffer>;compress gzip;flush_mode default;</buffer>").storage())
        .isEqualTo(BufferStorage.MEMORY);
  }

  @Test
  void takesAliasesWithoutAtInEverySection() {
    AggregatorConfig config =
        parse(
            match(
                "<format>;type single_value;message_key log;</format>;<buffer>;type"
                    + " file;</buffer>"),
            Map.of());
    assertThat(output(config).content().format()).isEqualTo(new RecordFormat("log", true));
    assertThat(output(config).buffer().isOnDisk()).isTrue();
  }

  @Test
  void treatsUnsetVariablesAsEmptyText() {
    String text =
        SOURCE
            + """
            <match **>
              @type kinesis_firehose
              region "#{ENV['R'] || nil}"
              delivery_stream_name "#{ENV['S'] || 'logs'}"
              http_proxy "#{ENV['P']}"
              include_time_key "#{ENV['T'] || false}"
              aws_key_id "#{ENV['K']}"
              aws_sec_key "#{ENV['K']}"
            </match>
            """;
    StreamOutput unset = output(parse(text, Map.of()));
    assertThat(unset.region()).isEmpty();
    assertThat(unset.streamName()).isEqualTo("logs");
    assertThat(unset.access()).isEqualTo(AwsAccess.STANDARD);
    StreamOutput set =
        output(parse(text, Map.of("R", "a-b-1", "S", "s", "P", "http://p:1", "K", "k")));
    assertThat(set.region()).isEqualTo("a-b-1");
    assertThat(set.streamName()).isEqualTo("s");
    assertThat(set.access().httpProxy()).isEqualTo("http://p:1");
    assertThat(set.inject().isNone()).isTrue();
    assertThat(output(parse(text, Map.of("T", "true"))).inject().timeKey()).isEqualTo("time");
  }

  @Test
  void readsCredentialsInOrderOfPlugin() {
    assertThat(credentials("aws_key_id A;aws_sec_key B;aws_ses_token C"))
        .isEqualTo(new CredentialsConfig.Keys("A", Secret.of("B"), Secret.of("C")));
    assertThat(
            credentials(
                "<assume_role_credentials>;role_arn r;role_session_name n;duration_seconds 1800;"
                    + "external_id x;</assume_role_credentials>"))
        .isEqualTo(
            new CredentialsConfig.AssumeRole(
                "r",
                "n",
                "",
                1800,
                "x",
                CredentialsConfig.StsAccess.OF_OUTPUT,
                new CredentialsConfig.StandardChain()));
    assertThat(
            credentials(
                "<web_identity_credentials>;role_arn r;role_session_name n;"
                    + "web_identity_token_file /t;</web_identity_credentials>"))
        .isEqualTo(
            new CredentialsConfig.WebIdentity(
                "r", "n", "/t", "", 3600, CredentialsConfig.StsAccess.OF_OUTPUT));
    assertThat(credentials("<instance_profile_credentials>;</instance_profile_credentials>"))
        .isEqualTo(new CredentialsConfig.InstanceProfile("169.254.169.254", 80));
    assertThat(credentials("<shared_credentials>;path /c;</shared_credentials>"))
        .isEqualTo(new CredentialsConfig.SharedFile("/c", ""));
    assertThat(credentials("<process_credentials>;process p;</process_credentials>"))
        .isEqualTo(new CredentialsConfig.ProcessOutput("p"));
  }

  private static CredentialsConfig credentials(String settings) {
    return output(parse(match(settings), Map.of())).access().credentials();
  }

  @Test
  void usesFirstOfSeveralCredentialsAndHidesKeys() {
    AggregatorConfig config =
        parse(
            match("aws_key_id A;aws_sec_key hushhush;<shared_credentials>;</shared_credentials>"),
            Map.of());
    assertThat(output(config).access().credentials()).isInstanceOf(CredentialsConfig.Keys.class);
    assertThat(config.warnings())
        .singleElement()
        .asString()
        .contains("<shared_credentials> has no effect: aws_key_id is used");
    assertThat(ConfigReport.text(config) + config).doesNotContain("hushhush").contains("***");
  }

  @Test
  void notesOperationalSectionsOnce() {
    String text =
        """
        <system>
          log_level info
          <log>
            format json
          </log>
        </system>
        <source>
          @type prometheus_monitor
          port 24220
        </source>
        <source>
          @type debug_agent
        </source>
        <source>
          @type prometheus
        </source>
        <source>
          @type forward
          @log_level warn
        </source>
        <match **>
          @type null
          @log_level error
        </match>
        """;
    AggregatorConfig config = parse(text, Map.of());
    assertThat(config.sources().forward()).hasSize(1);
    assertThat(config.warnings())
        .extracting(ConfigWarning::line)
        .containsExactlyInAnyOrder(3, 7, 11, 14);
    assertThat(config.warnings().toString()).contains("nothing listens on its port 24220");
    assertThat(ConfigReport.text(config)).contains("@log_level", "warn (no effect: ");
  }

  @Test
  void readsSourcesOfOneWorkerAndWholePipelineOfTheOnlyOne() {
    String sources =
        "<system>\nworkers 2\n</system>\n<worker 1>\n"
            + SOURCE
            + "</worker>\n<worker 0-1>\n<source>\n@type http\n</source>\n</worker>\n"
            + "<match **>\n@type null\n</match>\n";
    assertThat(parse(sources, Map.of()).sources().forward()).hasSize(1);
    assertThat(parse(sources, Map.of()).sources().http()).hasSize(1);
    String all = "<worker 0>\n" + SOURCE + "<match **>\n@type null\n</match>\n</worker>\n";
    assertThat(parse(all, Map.of()).routesByLabel().get("")).hasSize(1);
    assertThatThrownBy(() -> parse("<system>\nworkers 2\n</system>\n" + all, Map.of()))
        .hasMessageContaining("f.conf:4: in <worker 0>: only <source> is supported");
    for (String number : List.of("1", "x", "1-0", "0-1")) {
      assertThatThrownBy(
              () -> parse(all.replace("<worker 0>", "<worker " + number + ">"), Map.of()))
          .hasMessageContaining("expected a worker from 0 to 0");
    }
  }

  @Test
  void acceptsWhatChangesNoEvent() {
    String buffer =
        "<buffer>;@type file;path /b;path_suffix .log;flush_at_shutdown false;"
            + "disable_chunk_backup true;queued_chunks_limit_size 5;chunk_limit_size 1g;</buffer>";
    assertThat(buffer(buffer).chunkLimitBytes()).isEqualTo(256 << 20);
  }

  @Test
  void ignoresSectionsThatFluentdIgnores() {
    String unused = "<format>;@type json;</format>;<inject>;tag_key t;</inject>";
    for (String type :
        List.of("null", "copy;<store>;@type null;</store>", "forward;<server>;host h;</server>")) {
      String match = "<match **>;@type " + type + ";" + unused + ";</match>;";
      AggregatorConfig config = parse(SOURCE + match.replace(';', '\n'), Map.of());
      assertThat(config.warnings())
          .anyMatch(each -> each.toString().contains("<format> has no effect, as in Fluentd"));
    }
  }

  @Test
  void ignoresSectionsOfSourcesThatFluentdIgnores() {
    String parse = "<parse>\n@type json\n</parse>\n";
    AggregatorConfig config =
        parse(
            "<source>\n@type forward\n"
                + parse
                + "</source>\n<source>\n@type unix\n"
                + parse
                + "</source>\n<match **>\n@type null\n</match>\n",
            Map.of());
    assertThat(config.warnings())
        .hasSize(2)
        .allMatch(each -> each.toString().contains("<parse> has no effect, as in Fluentd"));
  }

  @Test
  void takesTypeOfCompression() {
    S3Output output =
        (S3Output) OneMatch.output("@type s3;s3_bucket bkt;<compress>;@type gzip;</compress>");
    assertThat(output.storage().compression()).isEqualTo(Compression.GZIP);
  }

  @Test
  void buffersFilesOnDiskByDefault() {
    FileOutput file = (FileOutput) OneMatch.output("@type file;path /f");
    assertThat(file.buffer().isOnDisk()).isTrue();
    FileOutput inMemory =
        (FileOutput) OneMatch.output("@type file;path /f;<buffer>;@type memory;</buffer>");
    assertThat(inMemory.buffer().isOnDisk()).isFalse();
  }
}
