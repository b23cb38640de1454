package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One run reports every problem with its line, grouped by what to do. */
class EveryProblemTest {
  private static final String MANY =
      """
      <source>
        @type tail
        path /var/log/a
      </source>
      <source>
        @type forward
        port 70000
        source_address_key x
        <security>
          shared_key "#{ENV['KEY'].strip}"
        </security>
      </source>
      <filter **>
        @type concat
      </filter>
      <match a>
        @type copy
        <store>
          @type kinesis_firehose
          delivery_stream_name ${tag}
        </store>
      </match>
      <match b>
        @type kinesis_firehose
        max_record_size 1
        <inject>
        </inject>
        <buffer time>
          timekey 1d
          flush_thread_count 0
        </buffer>
      </match>
      <match {c>
        @type null
      </match>
      """;

  private static ConfigException refusal(String text) {
    return catchThrowableOfType(
        ConfigException.class, () -> AggregatorConfig.parse("f.conf", text, Map.of()));
  }

  @Test
  void reportsAllAtOnceInOrderOfLines() {
    assertThat(refusal(MANY).problems())
        .extracting(problem -> problem.line() + " " + problem.remedy())
        .containsExactly(
            "2 ELSEWHERE",
            "7 CORRECT",
            "8 ELSEWHERE",
            "9 CORRECT",
            "10 CORRECT",
            "14 ELSEWHERE",
            "20 CORRECT",
            "23 CORRECT",
            "25 REMOVE",
            "30 CORRECT",
            "33 CORRECT");
  }

  @Test
  void groupsProblemsByWhatToDo() {
    String text = ConfigReport.text(refusal(MANY));
    assertThat(text)
        .startsWith("11 problems\n\ncorrect the configuration:\n  f.conf:7: ")
        .containsSubsequence(
            "correct the configuration:",
            "remove the setting:",
            "  f.conf:25: ",
            "do it before or behind the aggregator:",
            "  f.conf:2: <source> of type 'tail' is not supported: expected forward, http, unix, monitor_agent;"
                + " this runs on the node: use Fluent Bit there, with '[INPUT] Name tail");
  }

  @Test
  void reportsSyntaxErrorAfterUnreadableValues() {
    assertThat(refusal("a \"#{ls}\"\n<match **>\n@type null\n").problems())
        .extracting(ConfigProblem::toString)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("f.conf:1: unsupported embedded Ruby #{ls}"),
            second -> assertThat(second).startsWith("f.conf:2: <match> is never closed"));
  }

  @ParameterizedTest
  @CsvSource({"'',the configuration is empty", "'# nothing\n',the configuration is empty"})
  void namesEmptyFile(String text, String message) {
    assertThat(refusal(text)).hasMessageContaining(message);
  }

  @Test
  void writesProblemsAsJson() throws IOException {
    JsonNode json = new ObjectMapper().readTree(ConfigReport.json(refusal(MANY)));
    assertThat(json.get("valid").asBoolean()).isFalse();
    assertThat(json.get("problems")).hasSize(11);
    assertThat(json.get("problems").get(0).get("line").asInt()).isEqualTo(2);
    assertThat(json.get("problems").get(0).get("file").asText()).isEqualTo("f.conf");
  }

  @Test
  void writesSettingsWithFluentdDefaultsAsJson() throws IOException {
    AggregatorConfig config =
        AggregatorConfig.parse(
            "f.conf",
            """
            <source>
            @type forward
            </source>
            <match **>
            @type kinesis_firehose
            region a-b-1
            delivery_stream_name s
            <buffer>
            retry_wait 5s
            </buffer>
            </match>
            """,
            Map.of());
    JsonNode json = new ObjectMapper().readTree(ConfigReport.json(config));
    assertThat(json.get("valid").asBoolean()).isTrue();
    assertThat(json.get("settings"))
        .anyMatch(
            setting ->
                setting.get("name").asText().equals("overflow_action")
                    && setting.get("value").asText().equals("block")
                    && setting.get("fluentd_default").asText().equals("throw_exception"))
        .anyMatch(
            setting ->
                setting.get("name").asText().equals("retry_wait")
                    && setting.get("origin").asText().equals("f.conf:9")
                    && !setting.has("fluentd_default"));
    assertThat(ConfigReport.text(config))
        .containsPattern("retry_timeout +none +default; Fluentd: 72h\n");
  }
}
