package dev.logproof.system.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.TaskInCloud;
import dev.logproof.system.support.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies the combined load of several generators and a replayed file. */
@Tag("full")
class DistributedLoadIT extends TaskInCloud {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void mergesFourSegmentsIntoOneVerdict() throws Exception {
    List<RunningProgram> generators = new ArrayList<>();
    for (int segment = 1; segment <= 4; segment++) {
      generators.add(load("parts", "--run-id", "parts", "--segment", segment + "/4"));
    }
    for (RunningProgram generator : generators) {
      Loadgen.assertValid(generator);
    }
    Loadgen.assertValid(load("whole", "--run-id", "whole"));
    JsonNode merged = verdict("parts", 0);
    JsonNode single = verdict("whole", 0);
    assertThat(merged.path("verdict").asText()).isEqualTo("pass");
    assertThat(merged.path("attempted").asLong())
        .isPositive()
        .isEqualTo(single.path("attempted").asLong());
    assertThat(merged.path("observed")).isEqualTo(single.path("observed"));
    Files.delete(directory.resolve("parts/3/sent.jsonl"));
    JsonNode incomplete = verdict("parts", 2);
    assertThat(incomplete.path("reasons").get(0).asText())
        .isEqualTo("run parts: of its 4 segments there is no journal of [3]");
  }

  private RunningProgram load(String name, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--lines", "numbered", "--seed", "7"));
    arguments.addAll(List.of("--rate", "1MB/s", "--duration", "2s", "--tolerance", "20%"));
    arguments.addAll(List.of(more));
    String part = more.length > 2 ? more[3].replaceFirst("/.*", "") : "all";
    arguments.addAll(List.of("--journal", directory.resolve(name).resolve(part).toString()));
    return Loadgen.start(directory, task, arguments.toArray(String[]::new));
  }

  private JsonNode verdict(String name, int exitCode) throws IOException, InterruptedException {
    return verdictOf(directory.resolve(name).toString(), exitCode);
  }

  private JsonNode verdictOf(String journal, int exitCode)
      throws IOException, InterruptedException {
    return Verifier.verdict(
        directory,
        cloud,
        exitCode,
        "--since=1h",
        "--settle=8s",
        "--timeout=30s",
        "--journal=" + journal);
  }

  @Test
  void readsJournalFromS3() throws Exception {
    String place = "s3://" + cloud.bucket() + "/journals";
    RunningProgram load =
        Loadgen.start(
            directory,
            cloud.environment(),
            task,
            "--rate=200kB/s",
            "--duration=3s",
            "--tolerance=20%",
            "--run-id=far",
            "--journal=" + place);
    Loadgen.assertValid(load);
    JsonNode result = verdictOf(place, 0);
    assertThat(result.path("runIds").get(0).asText()).isEqualTo("far");
    assertThat(result.path("attempted").asLong()).isEqualTo(54);
  }

  @Test
  void deliversReplayedLogUnchanged() throws Exception {
    String log =
        """
        203.0.113.9 - - [10/Oct/2026:13:55:36 +0000] "GET /a?b=\\"c\\" HTTP/1.1" 200 2326

        2001:db8::1 - frank [10/Oct/2026:13:55:37 +0000] "POST /ä/世界/😀 HTTP/2" 404 5 "\t\\x16\\x03"
        short
        last line without an end\
        """;
    Path file = Files.writeString(directory.resolve("access.log"), log);
    Loadgen.runAndStop(
        directory,
        task,
        directory.resolve("replay"),
        "--replay=" + file,
        "--tracers=0/s",
        "--connections=3",
        "--rate=100kB/s",
        "--duration=2s");
    long sent =
        JSON.readTree(directory.resolve("replay/load.json").toFile()).path("events").asLong();
    Map<String, Long> arrived = arrived(sent);
    long least = sent / 5 - 3;
    assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(List.of(log.split("\n", -1)));
    assertThat(arrived.values()).allMatch(count -> count >= least && count <= least + 6);
  }

  private Map<String, Long> arrived(long events) throws IOException {
    List<String> lines = cloud.awaitLines("backend/", events);
    assertThat(lines).hasSize((int) events);
    Map<String, Long> counts = new HashMap<>();
    for (String line : lines) {
      counts.merge(JSON.readTree(line).path("log").asText(), 1L, Long::sum);
    }
    return counts;
  }
}
