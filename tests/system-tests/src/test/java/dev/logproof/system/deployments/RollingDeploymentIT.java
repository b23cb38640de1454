package dev.logproof.system.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.Metrics;
import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.Verifier;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replaces or kills a task under load. Every third line is a tracer. */
class RollingDeploymentIT {
  private static final String RATE = "1MB/s";

  /** A client that never reads can write a line at the moment of the reset. */
  private static final long MOST_LOST = 1;

  @TempDir Path directory;
  private LocalCloud cloud;
  private Path targets;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    cloud = LocalCloud.start(directory);
    targets = directory.resolve("targets");
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private AggregatorTask task() throws IOException, InterruptedException {
    return AggregatorTask.start(directory, cloud.environment());
  }

  private void register(AggregatorTask task) throws IOException {
    Path next = Files.writeString(directory.resolve("next"), "127.0.0.1:" + task.forwardPort());
    Files.move(next, targets, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts a load on {@code before}; new connections go to {@code after}. */
  private RunningProgram loadAcross(AggregatorTask before, AggregatorTask after, String duration)
      throws IOException {
    register(before);
    RunningProgram load = load(duration);
    register(after);
    return load;
  }

  private RunningProgram load(String duration) throws IOException {
    RunningProgram load =
        RunningProgram.start(
            directory,
            Map.of(),
            "loadgen",
            "run",
            "--target-file",
            targets.toString(),
            "--rate",
            RATE,
            "--tracers",
            "1000/s",
            "--duration",
            duration,
            "--connections",
            "8",
            "--journal",
            directory.resolve("run").toString(),
            "--format",
            "json",
            "--quiet");
    Waits.await().until(() -> Loadgen.marks(directory.resolve("run")) > 16);
    return load;
  }

  private VerdictResult verify() throws IOException, InterruptedException {
    RunningProgram verify =
        Verifier.start(
            directory,
            cloud,
            "--since=1h",
            "--journal=" + directory.resolve("run"),
            "--settle=10s",
            "--format=json");
    int exitCode = verify.awaitEnd(Duration.ofMinutes(2));
    VerdictResult verdict = Json.parse(verify.stdout(), VerdictResult.class);
    assertThat(List.of("pass", "fail", "unknown").get(exitCode)).isEqualTo(verdict.verdict());
    return verdict;
  }

  @Test
  void replacesTaskUnderLoadWithoutLoss() throws Exception {
    try (AggregatorTask before = task();
        AggregatorTask after = task()) {
      RunningProgram load = loadAcross(before, after, "12s");
      assertThat(before.stop()).as(before.program().stderr()).isZero();
      assertThat(before.accounting()).contains(" rejected=0 pending=0");
      load.awaitEnd(Duration.ofMinutes(1));
      LoadResult sent = Json.parse(load.stdout(), LoadResult.class);
      assertThat(sent.reconnects()).isGreaterThanOrEqualTo(8);
      assertThat(after.stop()).isZero();
      VerdictResult verdict = verify();
      assertThat(verdict.lost()).as("%s", verdict).isLessThanOrEqualTo(MOST_LOST);
      assertThat(verdict.observed() + verdict.lost())
          .isEqualTo(sent.tracersAttempted())
          .isGreaterThan(5_000);
    }
  }

  /** The old task goes on: only its clients move. */
  @Tag("full")
  @Test
  void movesClientsToAnotherTaskWithoutLoss() throws Exception {
    try (AggregatorTask before =
            AggregatorTask.start(directory, cloud.environment(), "--shed-api");
        AggregatorTask after = task()) {
      register(before);
      RunningProgram load = load("12s");
      register(after);
      assertThat(shed(before, 1)).isEqualTo(202);
      Metrics old = new Metrics(before.metricsPort());
      Waits.await().until(() -> old.sum("logproof_open_connections"), count -> count == 0);
      assertThat(old.sum("logproof_connections_moved_total")).isEqualTo(8);
      load.awaitEnd(Duration.ofMinutes(1));
      LoadResult sent = Json.parse(load.stdout(), LoadResult.class);
      assertThat(sent.reconnects()).isGreaterThanOrEqualTo(8);
      assertThat(before.stop()).isZero();
      assertThat(after.stop()).isZero();
      VerdictResult verdict = verify();
      assertThat(verdict.lost()).as("%s", verdict).isLessThanOrEqualTo(MOST_LOST);
      assertThat(verdict.duplicated()).isZero();
    }
  }

  private static int shed(AggregatorTask task, int share) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:" + task.metricsPort() + "/api/connections/shed?share=" + share);
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  /** Tests the verifier: it must report a killed task's events. */
  @Tag("full")
  @Test
  void reportsLossOfKilledTask() throws Exception {
    try (AggregatorTask before = task();
        AggregatorTask after = task()) {
      RunningProgram load = loadAcross(before, after, "10s");
      before.program().process().destroyForcibly();
      load.awaitEnd(Duration.ofMinutes(1));
      assertThat(after.stop()).isZero();
      VerdictResult verdict = verify();
      assertThat(verdict.verdict()).isEqualTo("fail");
      assertThat(verdict.lost()).isPositive();
      assertThat(verdict.lostRanges()).isNotEmpty();
    }
  }
}
