package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.LoadResult;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
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
 * Exceeds Firehose's quota and rejects records individually: nothing is lost or duplicated, and the
 * delay is small. Compares throughput between alternating runs. Run by {@code bin/fault-suite
 * --quota}.
 */
@EnabledIfSystemProperty(named = "logproof.quota", matches = "true")
@Tag("full")
class QuotaIT {
  private static final int CONNECTIONS = 8;
  private static final int OVERLOAD_SECONDS = 20;
  private static final double MOST_SECONDS_AFTER = 20;

  /** Exceeds the throughput without faults. */
  private static final String SATURATING = "40MB/s";

  private static final int SATURATING_SECONDS = 3;
  private static final double LEAST_SHARE = 0.9;

  @TempDir Path directory;

  @Test
  void deliversLoadAboveQuotaSoonAfterwards() throws Exception {
    Measured measured = measure("quota", "9MB/s", OVERLOAD_SECONDS, "", "--quota=5MiB/s");
    report("quota", measured.line("5 MiB/s quota, 9 MB/s offered for 20 s"));
    assertThat(measured.outcome.problems()).isEmpty();
    assertThat(measured.secondsAfter).isLessThan(MOST_SECONDS_AFTER);
  }

  @Test
  void keepsThroughputWhenFewRecordsFail() throws Exception {
    String one = "{'seed':7,'fault':'partial','records':0.01}";
    String thirty = "{'seed':7,'fault':'partial','records':0.3}";
    List<Measured> none = new ArrayList<>();
    List<Measured> few = new ArrayList<>();
    none.add(saturate("none-1", ""));
    few.add(saturate("few-1", one));
    few.add(saturate("few-2", one));
    none.add(saturate("none-2", ""));
    Measured many = saturate("many", thirty);
    double ratio = best(few) / best(none);
    List<String> lines = new ArrayList<>();
    none.forEach(measured -> lines.add(measured.line("none failing")));
    few.forEach(measured -> lines.add(measured.line("1 % failing")));
    lines.add(many.line("30 % failing"));
    lines.add(
        String.format(Locale.ROOT, "throughput at 1 %% failing: %.3f of that at none", ratio));
    report("partial", lines.toArray(String[]::new));
    none.forEach(measured -> assertThat(measured.outcome.problems()).isEmpty());
    few.forEach(measured -> assertThat(measured.outcome.problems()).isEmpty());
    assertThat(many.outcome.problems()).isEmpty();
    assertThat(ratio).isGreaterThan(LEAST_SHARE);
  }

  /** Interference on the host can only reduce throughput. */
  private static double best(List<Measured> runs) {
    return runs.stream().mapToDouble(Measured::bytesASecond).max().orElseThrow();
  }

  private Measured saturate(String name, String plan) throws IOException, InterruptedException {
    Measured measured = measure(name, SATURATING, SATURATING_SECONDS, plan);
    System.out.println(measured.line(name));
    return measured;
  }

  /**
   * Result of one load, up to the last delivery.
   *
   * @param secondsAfter from the end of the load
   * @param bytesASecond from its start
   */
  private record Measured(FaultOutcome outcome, double secondsAfter, double bytesASecond) {
    String line(String what) {
      return String.format(
          Locale.ROOT,
          "%s: sent %d, lost %d, duplicated %d, delivered %.1f s after the end, %.2f MB/s",
          what,
          outcome.sent(),
          outcome.lost(),
          outcome.duplicated(),
          secondsAfter,
          bytesASecond / 1e6);
    }
  }

  private Measured measure(String name, String rate, int seconds, String plan, String... cloudFlags)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve(name));
    List<String> flags = new ArrayList<>(List.of("--faults"));
    flags.addAll(List.of(cloudFlags));
    try (LocalCloud cloud = LocalCloud.start(own, flags.toArray(String[]::new));
        FaultRun run = new FaultRun(cloud, own.resolve("run"), false, false)) {
      AggregatorTask task = run.startTask();
      if (!plan.isEmpty()) {
        run.faults().begin(plan);
      }
      run.startLoad(rate, CONNECTIONS, seconds, List.of());
      LoadResult load = run.awaitLoad();
      Metrics metrics = new Metrics(task.metricsPort());
      Waits.await(FaultRun.TIME_LIMIT)
          .until(
              () -> metrics.sum("logproof_delivered_events_total"),
              count -> count >= load.events());
      double allSeconds = (System.currentTimeMillis() - load.startedAtMillis()) / 1e3;
      run.stop(task);
      FaultOutcome outcome = run.outcome(name, Expectation.duplicates(0));
      return new Measured(outcome, allSeconds - load.seconds(), load.bytes() / allSeconds);
    }
  }

  private static void report(String name, String... lines) throws IOException {
    List.of(lines).forEach(System.out::println);
    Path file = RunningProgram.home().resolve("tests/system-tests/target/fault-" + name + ".txt");
    Files.write(file, List.of(lines));
  }
}
