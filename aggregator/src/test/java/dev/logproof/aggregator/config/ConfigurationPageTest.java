package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.config.ParameterDoc.Support;
import dev.logproof.aggregator.config.syntax.ConfigParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md matches the code. {@code -Dlogproof.docs.write=true} rewrites it. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");

  private static final String HEAD =
      """
      # Configuration reference

      `aggregator serve --config fluent.conf` reads Fluentd's configuration format, with `@include`,
      `@label`, embedded Ruby in double quotes, and `type`, `id`, `log_level` with or without `@`.
      `aggregator check --config fluent.conf` prints every setting in force and its origin, or every
      problem of the file; `--format json` prints both for programs. Of embedded Ruby, `ENV['X']`,
      `ENV.fetch('X', 'default')`, `Socket.gethostname`, `hostname`, `worker_id`, literals, `nil`,
      `use_nil` and `use_default` are supported, with `||` between them; a variable that is not set
      is an empty text, which a warning says.

      `<worker N>` may hold sources, and with one worker also `<match>` and `<label>`. Sources of
      type `prometheus`, `prometheus_monitor`, `prometheus_output_monitor` and `debug_agent` are
      accepted and have no effect, as is `prometheus` as a filter or output. `<store>` of `copy`
      takes the parameters of `<match>`, with `ignore_error` and `ignore_if_prev_success`. Every
      output with a buffer takes `<secondary>`; `s3` and `kinesis_streams` take the sections of
      credentials of `kinesis_firehose`, and `kinesis_streams` also its `<format>` and `<inject>`.
      In `s3`, `<assume_role_credentials>` go before keys, which then sign the request for the role.
      Without `<buffer>`, `s3` and `file` take `timekey` from `time_slice_format`, and
      `time_slice_wait`, `timezone` and `utc`; without `<format>`, they take its type from `format`.
      `s3`, `file` and `stdout` take `<inject>`, or `include_time_key`, `include_tag_key`, `time_key`
      and `tag_key`; the time is then a number unless `time_type` or `include_time_key` says
      otherwise. `<format>` of `s3` and `file` may be `ltsv`, `csv` and `hash`, as in
      `kinesis_firehose`; that of `stdout` may be `stdout`, with `output_type`, or one of these.
      Buffer parameters in `<match>` itself apply only without `<buffer>`. Where a default differs
      from Fluentd's, the table names both.

      `kinesis_streams` keeps the records of one `partition_key` in order unless `keep_order` is
      false: a request has one record of a key at most, and there is one request at a time. A
      partition key then takes about one record per round trip. An event without the field gets a
      random key, where the plugin drops it.

      An event passes the `<filter>` sections of its label that match its tag, in the order of the
      file, up to the first `<match>` that takes it. An event on which a filter fails goes to
      `<label @ERROR>`, or is counted as `filter_failed` without that label. Events that an output
      cannot take, because they are too large, have no `data_key`, no JSON form or no destination,
      go there too, as they came to the output; without the label, and inside it, they are counted
      by cause and kept in the dead-letter file. With `enable_ruby true` and in `record_modifier`,
      `${...}` may hold `record`, `record["a"]['b']`, `record.dig("a", "b")`, `tag`, `tag_parts[0]`,
      `tag_prefix[0]`, `tag_suffix[0]`, `time`, `time.strftime('%F')`, `time.to_i`, `hostname`,
      texts, numbers, `nil`, `true` and `false`, with `.to_s`, `.to_json` and `||`; other Ruby is
      rejected. Regular expressions are translated from Ruby's notation; what has no counterpart is
      rejected. The parameters of `<parse>` may stand in the filter itself, with `format` as the
      type. `parser` makes one event of one text: a JSON array of several records fails.

      `rewrite_tag_filter` sends an event to its label again, with the tag of the first rule that
      matches. An event without one is counted as `tag_not_rewritten`, one on which a rule fails
      goes to `<label @ERROR>`, and one that gets more than 10 tags is counted as
      `tag_rewritten_in_circle`. `<parse>` of an `http` source takes `in_http`, its own type, and
      those of the filter `parser` with their parameters; these parse a body whatever its type, and
      a JSON array is several events. A body without the format is counted as `malformed`.

      This page is generated from the code that reads the configuration. *Supported* parameters have
      Fluentd's meaning. *One value* means that other values are rejected. *No effect* means that the
      parameter is accepted and the reason is shown by `aggregator check`. *Rejected* parameters
      would change what happens to events, so the aggregator does not start with them. Unknown
      parameters cause a warning, unknown sections and unknown `@` parameters an error.
      """;

  /** Covers every section and every branch with its own parameters. */
  private static final List<String> SAMPLES =
      List.of(
          """
          <system>
          </system>
          <source>
            @type forward
            <transport tls>
              cert_path a
              private_key_path b
            </transport>
            <security>
              self_hostname here
              shared_key key
              <user>
                username a
                password b
              </user>
              <client>
                host 10.0.0.1
              </client>
            </security>
          </source>
          <source>
            @type http
            <parse>
            </parse>
          </source>
          <source>
            @type unix
          </source>
          <source>
            @type monitor_agent
          </source>
          <match a>
            @type kinesis_firehose
            delivery_stream_name a
            region us-west-2
            <format>
              @type json
            </format>
            <inject>
            </inject>
            <buffer>
              @type file
            </buffer>
            <assume_role_credentials>
              role_arn a
              role_session_name b
            </assume_role_credentials>
            <web_identity_credentials>
              role_arn a
              role_session_name b
              web_identity_token_file c
            </web_identity_credentials>
            <instance_profile_credentials>
            </instance_profile_credentials>
            <shared_credentials>
            </shared_credentials>
            <process_credentials>
              process a
            </process_credentials>
          </match>
          <match secondary.file>
            @type kinesis_firehose
            delivery_stream_name a
            region us-west-2
            <secondary>
              @type file
              path a
            </secondary>
          </match>
          <match secondary.dump>
            @type kinesis_firehose
            delivery_stream_name a
            region us-west-2
            <secondary>
              @type secondary_file
              directory a
            </secondary>
          </match>
          <match streams>
            @type kinesis_streams
            stream_name a
            region us-west-2
            partition_key b
          </match>
          <match objects>
            @type s3
            s3_bucket bkt
            <compress>
            </compress>
          </match>
          <match servers>
            @type forward
            <security>
              self_hostname a
              shared_key b
            </security>
            <server>
              host a
            </server>
            <service_discovery>
              <service>
                host b
              </service>
            </service_discovery>
          </match>
          <match files>
            @type file
            path a
            <format>
            </format>
            <inject>
            </inject>
          </match>
          <match b>
            @type stdout
          </match>
          <match c>
            @type null
          </match>
          <match copies>
            @type copy
            <store>
              @type null
            </store>
          </match>
          <match tags>
            @type rewrite_tag_filter
            <rule>
              key a
              pattern b
              tag c
            </rule>
          </match>
          <match d>
            @type relabel
            @label @d
          </match>
          <label @d>
          </label>
          """,
          """
          <source>
            @type forward
          </source>
          <filter>
            @type grep
            <regexp>
              key a
              pattern b
            </regexp>
            <exclude>
              key a
              pattern b
            </exclude>
          </filter>
          <filter>
            @type record_transformer
          </filter>
          <filter>
            @type record_modifier
            <replace>
              key a
              expression /b/
              replace c
            </replace>
          </filter>
          <filter>
            @type stdout
            <format>
            </format>
          </filter>
          """
              + String.join("", parsers())
              + format("ltsv", "")
              + format("csv", "fields a\n"),
          """
          <source>
            @type forward
          </source>
          <match **>
            @type kinesis_firehose
            delivery_stream_name a
            region us-west-2
            <format>
              @type single_value
            </format>
            <buffer time>
              timekey 60
              queue_limit_length 2
              retry_forever true
              retry_type periodic
            </buffer>
          </match>
          """);

  private static String format(String type, String lines) {
    return "<match>\n@type kinesis_firehose\nregion a\ndelivery_stream_name b\n<format>\n@type "
        + type
        + "\n"
        + lines
        + "</format>\n</match>\n";
  }

  private static List<String> parsers() {
    return Stream.of(
            "json",
            "regexp\nexpression /(?<a>.)/",
            "apache2",
            "nginx",
            "none",
            "ltsv",
            "csv\nkeys a")
        .map(
            type ->
                "<filter>\n@type parser\nkey_name a\n<parse>\n@type "
                    + type
                    + "\n</parse>\n</filter>\n")
        .toList();
  }

  private static List<ParameterDoc> parameters() {
    return SAMPLES.stream()
        .flatMap(
            text -> ConfigReader.parameters(ConfigParser.parse("sample", text, Map.of())).stream())
        .toList();
  }

  /** A parameter's supported form wins. */
  private static Map<String, Map<String, ParameterDoc>> bySection() {
    Map<String, Map<String, ParameterDoc>> sections = new LinkedHashMap<>();
    for (ParameterDoc each : parameters()) {
      sections
          .computeIfAbsent(each.section(), any -> new TreeMap<>())
          .merge(each.name(), each, (a, b) -> a.support().compareTo(b.support()) <= 0 ? a : b);
    }
    return sections;
  }

  private static String page() {
    List<String> lines = new ArrayList<>(List.of(HEAD));
    bySection()
        .forEach(
            (section, parameters) -> {
              lines.add("## `" + section + "`\n");
              lines.add("| parameter | support | default | values, or why |");
              lines.add("|---|---|---|---|");
              for (Support support : Support.values()) {
                parameters.values().stream()
                    .filter(each -> each.support() == support)
                    .forEach(each -> lines.add(row(each)));
              }
              lines.add("");
            });
    return String.join("\n", lines).stripTrailing() + "\n";
  }

  private static String row(ParameterDoc each) {
    return Stream.of(
            "`" + each.name() + "`",
            each.support().label(),
            each.byDefault(),
            each.text().replace("|", "\\|"))
        .reduce("", (row, cell) -> row + "| " + cell + " ")
        .concat("|");
  }

  @Test
  void listsWhatTheCodeLooksFor() throws IOException {
    if (Boolean.getBoolean("logproof.docs.write")) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE))
        .as("stale; -Dlogproof.docs.write=true writes %s anew", PAGE)
        .isEqualTo(page());
  }

  @Test
  void namesEverySectionWithItsParameters() {
    assertThat(bySection())
        .containsKeys(
            "<system>",
            "<source> of type forward",
            "<source> of type http",
            "<match> of type null");
    assertThat(bySection().get("<buffer> of <match> of type kinesis_firehose").get("path"))
        .extracting(ParameterDoc::support)
        .isEqualTo(Support.SUPPORTED);
    assertThat(bySection().get("<buffer> of <match> of type kinesis_firehose").get("timekey"))
        .extracting(ParameterDoc::support)
        .isEqualTo(Support.REQUIRED);
  }
}
