package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ConfigFile;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.KeyFiles;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends load over TLS with shared key and user. */
class SecuredLoadIT {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory;

  @BeforeEach
  void makeKeys() throws Exception {
    KeyFiles.create(directory, "server", "client");
    Files.writeString(directory.resolve("password"), "wordpass\n");
    securedSource(directory)
        .firehose("backend*", FluentConf.S3_STREAM, List.of("region us-west-2"), "flush_interval 1")
        .write(directory.resolve("fluent.conf"));
  }

  private AggregatorTask task(LocalCloud cloud) throws IOException, InterruptedException {
    return AggregatorTask.start(
        directory, cloud.environment(), "--config", directory.resolve("fluent.conf").toString());
  }

  private RunningProgram load(
      AggregatorTask task, String own, String key, String run, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--tls", "--tls-ca", file("server.pem")));
    arguments.addAll(List.of("--tls-cert", file(own + ".pem"), "--tls-key", file(own + ".key")));
    arguments.addAll(List.of("--user", "ann", "--password", file("password")));
    arguments.addAll(List.of("--rate", "1MB/s", "--duration", "3s", "--tolerance", "20%"));
    arguments.addAll(List.of("--lines", "numbered", "--journal", file(run)));
    arguments.addAll(List.of(more));
    return Loadgen.start(
        directory, Map.of("LOGPROOF_SHARED_KEY", key), task, arguments.toArray(String[]::new));
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  /** A forward source with TLS, shared key and user, whose keys are in {@code directory}. */
  static FluentConf securedSource(Path directory) throws IOException {
    Map<String, String> keys = Map.of("KEYS", directory.toString());
    return FluentConf.withSources(ConfigFile.text("secured/forward-source", keys).strip());
  }

  @Tag("full")
  @Test
  void deliversEveryLineWithAndWithoutAcks() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory);
        AggregatorTask task = task(cloud)) {
      RunningProgram plain = load(task, "client", "hushhush", "runs/plain", "--run-id", "plain");
      Loadgen.assertValid(plain);
      RunningProgram acked =
          load(
              task,
              "client",
              "hushhush",
              "runs/acked",
              "--run-id",
              "acked",
              "--mode",
              "packed",
              "--ack");
      Loadgen.assertValid(acked);
      assertThat(task.stop()).as(task.program().stderr()).isZero();
      for (String run : List.of("plain", "acked")) {
        assertEachLineArrivedOnce(directory, cloud, file("runs/" + run));
      }
    }
  }

  /** Asserts that S3 has each line of the load with this journal once. */
  static void assertEachLineArrivedOnce(Path directory, LocalCloud cloud, String journal)
      throws IOException, InterruptedException {
    JsonNode verdict =
        Verifier.verdict(directory, cloud, 0, "--since=1h", "--settle=10s", "--journal=" + journal);
    assertThat(verdict.path("verdict").asText()).isEqualTo("pass");
    assertThat(verdict.path("observed").asLong())
        .isEqualTo(verdict.path("attempted").asLong())
        .isGreaterThan(8_000);
    assertThat(verdict.path("duplicated").asLong()).isZero();
  }

  @Test
  void reportsRejectedCredentialsAtOnce() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory);
        AggregatorTask task = task(cloud)) {
      RunningProgram wrongKey = load(task, "client", "guess", "wrong-key");
      assertThat(wrongKey.awaitEnd(TIME_LIMIT)).as(wrongKey.stderr()).isEqualTo(2);
      assertThat(wrongKey.stderr())
          .hasLineCount(1)
          .contains("127.0.0.1:" + task.forwardPort(), "shared_key mismatch", "--shared-key")
          .doesNotContain("guess");
      RunningProgram stranger = load(task, "server", "hushhush", "stranger");
      assertThat(stranger.awaitEnd(TIME_LIMIT)).as(stranger.stderr()).isEqualTo(2);
      assertThat(stranger.stderr()).hasLineCount(1).contains("TLS", "--tls options");
      assertThat(task.stop()).isZero();
      assertThat(task.accounting()).contains("received=0 ");
    }
  }
}
