package dev.logproof.aggregator.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.aggregator.config.AggregatorConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code check --explain} shows what serve would deliver. */
class ExplainerTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(7), ZoneOffset.UTC);

  private static final String CONFIG =
      """
      <source>
        @type forward
        @id in
      </source>
      <source>
        @type http
        @id web
        @label @web
      </source>
      <filter app.**>
        @type grep
        @id no_health
        <exclude>
          key log
          pattern healthz
        </exclude>
      </filter>
      <filter **>
        @type record_transformer
        @id add
        enable_ruby true
        <record>
          ns ${record['k']['ns']}
        </record>
      </filter>
      <match app.**>
        @type kinesis_firehose
        @id out
        delivery_stream_name apps
        region eu-west-1
        <inject>
          tag_key tag
        </inject>
      </match>
      <label @web>
        <match **>
          @type stdout
          @id print
        </match>
      </label>
      <label @ERROR>
        <match app.**>
          @type "null"
          @id errors
        </match>
      </label>
      """;

  private static List<Explanation> explain(String tag, String record) {
    return explain(CONFIG, tag, record);
  }

  private static List<Explanation> explain(String config, String tag, String record) {
    return Explainer.explain(
        AggregatorConfig.parse("f.conf", config, Map.of()), CLOCK, tag, record);
  }

  private static String text(String tag, String record) {
    return ExplanationReport.text(tag, explain(tag, record));
  }

  @Test
  void followsEventFromEachSource() {
    assertThat(text("app.x", "{\"k\":{\"ns\":\"n\"}}"))
        .isEqualTo(
            """
            an event with tag app.x

            from source in
              filter no_health passes: {"k":{"ns":"n"}}
              filter add passes: {"k":{"ns":"n"},"ns":"n"}
              delivered to out, stream apps: {"k":{"ns":"n"},"ns":"n","tag":"app.x"}

            from source web in @web
              delivered to print: app.x: {"k":{"ns":"n"}}
            """);
  }

  @Test
  void showsRejections() {
    assertThat(text("app.x", "{\"log\":\"GET /healthz\"}"))
        .contains("  filter no_health drops\n  rejected: filtered\n");
    assertThat(text("app.x", "{\"log\":\"a\"}"))
        .contains("  filter add fails: {\"log\":\"a\"}\n  delivered to errors\n");
    assertThat(text("other", "{}")).contains("from source in\n  rejected: unmatched_tag\n");
  }

  @Test
  void showsRecordOfKinesisWithoutItsKey() {
    String config =
        """
        <source>
          @type forward
        </source>
        <match **>
          @type kinesis_streams
          @id events
          stream_name ${tag}-events
          region eu-west-1
          partition_key user
          chomp_record true
          <buffer tag>
          </buffer>
        </match>
        """;
    assertThat(
            ExplanationReport.text(
                "app", explain(config, "app", "{\"user\":\"ann\",\"log\":\"a\"}")))
        .contains("delivered to events, stream app-events: {\"user\":\"ann\",\"log\":\"a\"}\n");
  }

  @Test
  void followsCopiesAndNamesOfStreams() {
    String config =
        """
        <source>
          @type forward
        </source>
        <match app.*>
          @type copy
          <store>
            @type kinesis_firehose
            @id named
            delivery_stream_name ${tag[1]}-${ns}
            region eu-west-1
            <buffer tag,ns>
            </buffer>
          </store>
          <store>
            @type relabel
            @label @errors
          </store>
        </match>
        <label @errors>
          <filter **>
            @type grep
            <regexp>
              key log
              pattern ERROR
            </regexp>
          </filter>
          <match **>
            @type stdout
            @id print
          </match>
        </label>
        """;
    assertThat(explained(config, "{\"ns\":\"n\",\"log\":\"a\"}"))
        .contains("  delivered to named, stream x-n: {\"ns\":\"n\",\"log\":\"a\"}\n")
        .contains("  rejected in @errors: filtered\n");
    assertThat(explained(config, "{\"log\":\"ERROR\"}"))
        .contains("  delivered to named, stream ${tag[1]}-${ns}: (rejected: no_destination)\n")
        .contains("  delivered to print: app.x: {\"log\":\"ERROR\"}\n");
  }

  @Test
  void showsFieldsAndFormatOfOutputs() {
    String config =
        """
        <source>
          @type forward
        </source>
        <match **>
          @type copy
          <store>
            @type stdout
            @id print
            <format>
              @type ltsv
            </format>
            <inject>
              tag_key t
            </inject>
          </store>
          <store>
            @type s3
            @id objects
            s3_bucket bkt
            format json
            include_tag_key true
          </store>
        </match>
        """;
    assertThat(explained(config, "{\"a\":1}"))
        .contains("  delivered to print: a:1\tt:app.x\n")
        .contains("  delivered to objects, stream bkt: {\"a\":1,\"tag\":\"app.x\"}\n");
  }

  private static String explained(String config, String record) {
    return ExplanationReport.text("app.x", explain(config, "app.x", record));
  }

  private static final String REWRITING =
      """
      <source>
        @type forward
      </source>
      <match app.**>
        @type rewrite_tag_filter
        @id levels
        <rule>
          key level
          pattern ^(error|warn)$
          tag $1.${tag}
        </rule>
        <rule>
          key level
          pattern circle
          tag app.${tag}
        </rule>
      </match>
      <filter error.**>
        @type record_transformer
        @id mark
        <record>
          tag ${tag}
        </record>
      </filter>
      <match error.**>
        @type stdout
        @id print
      </match>
      """;

  @Test
  void followsNewTag() throws IOException {
    assertThat(explained(REWRITING, "{\"level\":\"error\"}"))
        .endsWith(
            """
              output levels rewrites the tag: error.app.x
              filter mark passes: {"level":"error","tag":"error.app.x"}
              delivered to print: error.app.x: {"level":"error","tag":"error.app.x"}
            """);
    assertThat(explained(REWRITING, "{\"level\":\"warn\"}"))
        .endsWith("  output levels rewrites the tag: warn.app.x\n  rejected: unmatched_tag\n");
    assertThat(explained(REWRITING, "{\"level\":\"info\"}"))
        .endsWith("  output levels has no rule for it\n  rejected: tag_not_rewritten\n");
    assertThat(explained(REWRITING, "{\"level\":\"circle\"}"))
        .endsWith("  rejected: tag_rewritten_in_circle\n");
    assertThat(explained(REWRITING, ""))
        .endsWith("  output levels rewrites the tag by the record: $1.${tag}, app.${tag}\n");
    String json =
        ExplanationReport.json("app", explain(REWRITING, "app.x", "{\"level\":\"warn\"}"));
    JsonNode step = new ObjectMapper().readTree(json).get("paths").get(0).get("filters").get(0);
    assertThat(step.get("tag").asText()).isEqualTo("warn.app.x");
  }

  private static final String PRINTED_ERRORS =
      """
      <label @ERROR>
        <match **>
          @type stdout
          @id errors
        </match>
      </label>
      """;

  @Test
  void followsEventThatAnOutputRejectsToErrorLabel() {
    String config =
        """
        <source>
          @type forward
        </source>
        <match **>
          @type kinesis_firehose
          @id logs
          delivery_stream_name logs
          region eu-west-1
          data_key log
        </match>
        """
            + PRINTED_ERRORS;
    assertThat(explained(config, "{\"a\":1}"))
        .endsWith(
            """
              delivered to logs, stream logs: (rejected: no_data_key)
              delivered to errors: app.x: {"a":1}
            """);
  }

  @Test
  void followsCopyOfInvalidEventToErrorLabel() {
    String config =
        """
        <source>
          @type forward
        </source>
        <filter **>
          @type parser
          @id parse
          key_name log
          reserve_data true
          <parse>
            @type json
          </parse>
        </filter>
        <match **>
          @type "null"
          @id out
        </match>
        """
            + PRINTED_ERRORS;
    assertThat(explained(config, "{\"log\":\"no\"}"))
        .endsWith(
            """
              filter parse passes: {"log":"no"}
              delivered to errors: app.x: {"log":"no"}
              delivered to out
            """);
  }

  @Test
  void namesFiltersWithoutRecord() {
    assertThat(text("app.x", ""))
        .contains(
            "  filter no_health applies\n  filter add applies\n  delivered to out, stream apps\n");
  }

  @Test
  void writesJson() throws IOException {
    String json = ExplanationReport.json("app.x", explain("app.x", "{\"k\":{\"ns\":1}}"));
    JsonNode path = new ObjectMapper().readTree(json).get("paths").get(0);
    assertThat(path.get("result").asText()).isEqualTo("delivered");
    assertThat(path.get("filters").get(1).get("record").get("ns").asInt()).isEqualTo(1);
    assertThat(path.get("deliveries").get(0).get("record").asText())
        .endsWith("\"tag\":\"app.x\"}\n");
  }

  @Test
  void refusesRecordThatIsNoObject() {
    assertThatThrownBy(() -> explain("a", "[1]")).hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> explain("a", "{\"a\":")).hasMessageContaining("no JSON object");
  }
}
