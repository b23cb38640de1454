package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.InconclusiveTest;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.Metrics;
import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Throttles one stream until its buffer is full and compares the other's latency, from due time to
 * acknowledged delivery, with and without the fault. The best of alternating phases counts, since
 * interference only adds to some latencies. Coupled streams would exceed the ratio {@value #MOST}
 * by far. Run by {@code bin/fault-suite --stuck-stream}.
 */
@EnabledIfSystemProperty(named = "logproof.stuck", matches = "true")
@Tag("full")
class StuckStreamIT {
  private static final double MOST = 2;
  private static final int ROUNDS = 2;
  private static final int PHASE_SECONDS = 6;
  private static final String STUCK = FluentConf.SEARCH_STREAM;

  @TempDir Path directory;
  private int phases;

  @Test
  void keepsLatencyOfOtherStreamWhenOneIsStuck() throws Exception {
    FluentConf apart =
        match(
            match(FluentConf.withSources(), "frontend**", STUCK, 4), "**", FluentConf.S3_STREAM, 4);
    double ratio = ratio("apart", apart, "{'fault':'throttle','stream':'" + STUCK + "'}", true);
    assertThat(ratio).isLessThan(MOST);
  }

  /**
   * Tests the measurement: one queue and thread serve both streams, and every other request fails.
   */
  @Test
  void detectsLatencyOfSharedQueue() throws Exception {
    FluentConf shared = match(FluentConf.withSources(), "**", FluentConf.S3_STREAM, 1);
    double ratio = ratio("shared", shared, "{'fault':'throttle','share':0.5,'seed':7}", false);
    assertThat(ratio).isGreaterThan(MOST);
  }

  private static FluentConf match(
      FluentConf config, String pattern, String stream, int threadCount) {
    return config.firehose(
        pattern,
        stream,
        "flush_interval 0.2",
        "chunk_limit_size 64k",
        "total_limit_size 512k",
        "flush_thread_count " + threadCount);
  }

  private double ratio(String name, FluentConf conf, String fault, boolean fills)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve(name));
    String config = conf.write(own.resolve("fluent.conf"));
    try (LocalCloud cloud = LocalCloud.start(own, "--faults");
        AggregatorTask task = AggregatorTask.start(own, cloud.environment(), "--config", config)) {
      FaultClient faults = FaultClient.ofStreams(cloud);
      phase(own, task);
      List<Double> calm = new ArrayList<>();
      List<Double> stuck = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        calm.add(phase(own, task));
        faults.begin(fault);
        double latency = phase(own, task);
        stuck.add(latency);
        if (fills && new Metrics(task.metricsPort()).sum("logproof_buffered_bytes") < 512 << 10) {
          throw new InconclusiveTest("the stuck stream's buffer was not full");
        }
        faults.end();
        awaitDelivered(task);
      }
      return report(name, calm, stuck);
    }
  }

  private static void awaitDelivered(AggregatorTask task) {
    Metrics metrics = new Metrics(task.metricsPort());
    Waits.await().until(() -> metrics.sum("logproof_pending_events"), count -> count == 0);
  }

  private static double report(String name, List<Double> calm, List<Double> stuck)
      throws IOException {
    double ratio = best(stuck) / best(calm);
    String line =
        String.format(
            Locale.ROOT,
            "stuck stream, %s: p99 of the other's delivery %s ms calm, %s ms meanwhile; ratio %.2f"
                + " (at most %.0f)",
            name,
            calm,
            stuck,
            ratio,
            MOST);
    System.out.println(line);
    Path file =
        RunningProgram.home().resolve("tests/system-tests/target/fault-stuck-" + name + ".txt");
    Files.writeString(file, line + "\n");
    return ratio;
  }

  private static double best(List<Double> millis) {
    return millis.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** Loads both tags; returns the p99 latency of the one with acknowledgements. */
  private double phase(Path own, AggregatorTask task) throws IOException, InterruptedException {
    Path journal = own.resolve("phase-" + phases++);
    try (RunningProgram other =
            load(own, task, own.resolve("other-" + phases), "--tag=frontend-app", "--rate=1MB/s");
        RunningProgram measured =
            load(own, task, journal, "--tag=backend-app", "--rate=200KB/s", "--ack")) {
      assertThat(measured.awaitEnd(FaultRun.TIME_LIMIT)).as(measured.stderr()).isIn(0, 2);
      other.process().destroy();
      LoadResult result = Json.read(journal.resolve(LoadResult.FILE_NAME), LoadResult.class);
      return result.latencies().stream()
          .filter(latency -> latency.kind().equals("ack-corrected"))
          .mapToDouble(LoadResult.Latency::p99Millis)
          .findFirst()
          .orElseThrow();
    }
  }

  private static RunningProgram load(Path own, AggregatorTask task, Path journal, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--connections=4", "--seed=7"));
    arguments.add("--duration=" + PHASE_SECONDS + "s");
    arguments.add("--journal=" + journal);
    arguments.addAll(List.of(more));
    return Loadgen.start(own, task, arguments.toArray(String[]::new));
  }
}
