package dev.logproof.system.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.SearchNode;
import dev.logproof.system.support.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluentd.logger.FluentLogger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies the path from the load generator to a real OpenSearch node. */
@Tag("full")
class OpenSearchIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANY = "{\"match_all\":{}}";

  @TempDir Path directory;

  @Test
  void passesWithoutLossAndReportsPlantedFaults() throws Exception {
    try (SearchNode node = SearchNode.start(directory);
        LocalCloud cloud = LocalCloud.start(directory, "--opensearch-endpoint", node.endpoint())) {
      send(cloud);
      JsonNode whole = verdict(cloud, 0);
      assertThat(whole.path("verdict").asText()).isEqualTo("pass");
      assertThat(whole.path("attempted").asLong()).isGreaterThan(1_000);
      assertThat(whole.path("observed")).isEqualTo(whole.path("attempted"));
      assertThat(whole.path("duplicated").asLong()).isZero();

      JsonNode hits = node.search("frontend-*", 2, ANY).path("hits");
      JsonNode lost = hits.path(0);
      JsonNode copied = hits.path(1);
      String index = lost.path("_index").asText();
      node.call("DELETE", "/" + index + "/_doc/" + lost.path("_id").asText(), "");
      node.call("POST", "/" + index + "/_doc?refresh=true", copied.path("_source").toString());

      JsonNode planted = verdict(cloud, 1);
      assertThat(planted.path("lost").asLong()).isEqualTo(1);
      assertThat(planted.path("lostRanges")).isEqualTo(ranges(planted, lost));
      assertThat(planted.path("duplicated").asLong()).isEqualTo(1);
      assertThat(planted.path("duplicatedRanges")).isEqualTo(ranges(planted, copied));

      assertThat(cloud.stop()).isZero();
      assertThat(cloud.stderr()).contains("pending=0 objects=0").doesNotContain("backed-up");
    }
  }

  /** The tracer in {@code hit} as in {@code verdict.json}. */
  private static JsonNode ranges(JsonNode verdict, JsonNode hit) {
    byte[] log = hit.path("_source").path("log").asText().getBytes(UTF_8);
    int start = new String(log, UTF_8).indexOf(TracerText.MARKER);
    TracerText.Reading reading = TracerText.read(log, start, log.length);
    Tracer tracer = ((TracerText.Reading.Intact) reading).tracer();
    JsonNode runId = verdict.path("runIds").path(0);
    assertThat(tracer.runId()).isEqualTo(runId.asText());
    return JSON.valueToTree(
        List.of(
            Map.of(
                "runId", tracer.runId(),
                "source", tracer.source(),
                "ranges", Long.toString(tracer.sequence()))));
  }

  @Test
  void losesNothingWhenWriteQueueOverflows() throws Exception {
    try (SearchNode node =
            SearchNode.start(directory, "node.processors=1", "thread_pool.write.queue_size=1");
        LocalCloud cloud =
            LocalCloud.start(
                directory,
                "--opensearch-endpoint=" + node.endpoint(),
                "--opensearch-rotation=NoRotation")) {
      node.call("PUT", "/frontend", "{\"settings\":{\"number_of_shards\":12}}");
      send(cloud);
      JsonNode verdict = verdict(cloud, 0);
      assertThat(verdict.path("observed")).isEqualTo(verdict.path("attempted"));
      assertThat(verdict.path("duplicated").asLong()).isZero();
      assertThat(cloud.stderr()).contains("OpenSearch rejected", "429");
      assertThat(cloud.stop()).isZero();
      assertThat(cloud.stderr()).doesNotContain("backed-up");
    }
  }

  @Test
  void backsUpDocumentsRejectedByStrictMapping() throws Exception {
    int events = 500;
    try (SearchNode node = SearchNode.start(directory);
        LocalCloud cloud =
            LocalCloud.start(
                directory,
                "--opensearch-endpoint=" + node.endpoint(),
                "--opensearch-rotation=NoRotation")) {
      node.call(
          "PUT",
          "/frontend",
          "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{\"log\":{\"type\":\"text\"},"
              + "\"number\":{\"type\":\"long\"}}}}");
      try (AggregatorTask task = AggregatorTask.start(directory, cloud.environment())) {
        log(task, events);
        assertThat(task.stop()).isZero();
      }
      List<JsonNode> failed = failed(cloud, events / 5);
      assertThat(failed).hasSize(events / 5);
      List<Integer> rejected = new ArrayList<>();
      for (JsonNode line : failed) {
        assertThat(line.path("attemptsMade").intValue()).isEqualTo(1);
        assertThat(line.path("errorCode").asText()).isEqualTo("400");
        assertThat(line.path("errorMessage").asText()).contains("strict_dynamic_mapping_exception");
        assertThat(line.path("esIndexName").asText()).isEqualTo("frontend");
        rejected.add(JSON.readTree(line.path("rawData").binaryValue()).path("number").asInt());
      }
      assertThat(rejected).doesNotHaveDuplicates().allMatch(number -> number % 5 == 0);
      JsonNode taken = node.search("frontend", 1, ANY);
      assertThat(taken.path("total").path("value").asInt()).isEqualTo(events * 4 / 5);
      assertThat(cloud.stop()).isZero();
      assertThat(cloud.stderr())
          .contains("accepted=500 delivered=400 backed-up=100 pending=0 objects=");
    }
  }

  /** Every fifth event has a field that is missing from the mapping. */
  private static void log(AggregatorTask task, int events) {
    FluentLogger logger =
        FluentLogger.getLogger("", "127.0.0.1", task.forwardPort(), 3_000, 4 << 20);
    for (int number = 0; number < events; number++) {
      Map<String, Object> event =
          number % 5 == 0
              ? Map.of("log", "line", "number", number, "strange", true)
              : Map.of("log", "line", "number", number);
      assertThat(logger.log("frontend-java", event)).isTrue();
    }
    logger.flush();
    logger.close();
  }

  private static List<JsonNode> failed(LocalCloud cloud, int enough) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : cloud.awaitLines("frontend/AmazonOpenSearchService-failed/", enough)) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  /** The task delivers all lines to the stream before it exits. */
  private void send(LocalCloud cloud) throws Exception {
    try (AggregatorTask task = AggregatorTask.start(directory, cloud.environment())) {
      Loadgen.runAndStop(
          directory,
          task,
          directory.resolve("run"),
          "--tag=frontend-apache",
          "--rate=300kB/s",
          "--lines=numbered",
          "--duration=2s");
    }
  }

  private JsonNode verdict(LocalCloud cloud, int exitCode) throws Exception {
    return Verifier.verdict(
        directory,
        cloud,
        exitCode,
        "--engine=opensearch",
        "--settle=5s",
        "--timeout=40s",
        "--journal=" + directory.resolve("run"));
  }
}
