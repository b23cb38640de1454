package dev.logproof.loadgen.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.loadgen.access.Access;
import dev.logproof.loadgen.measure.Latencies;
import dev.logproof.loadgen.measure.LatencyLog;
import dev.logproof.loadgen.measure.ProcessProbe;
import dev.logproof.loadgen.measure.ProcessStats;
import dev.logproof.loadgen.measure.Validity;
import dev.logproof.loadgen.payload.Contents;
import dev.logproof.loadgen.payload.TracerChoice;
import dev.logproof.loadgen.sender.AckLimits;
import dev.logproof.loadgen.sender.Targets;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests statistics and reasons for invalid runs. */
class RunResultTest {
  private static final long SECOND_NANOS = 1_000_000_000L;

  @TempDir Path directory;

  /** Four processors with constant usage. */
  private record Steady(double cores, long gcMillisASecond, AtomicLong looks)
      implements ProcessProbe {
    @Override
    public long cpuNanos() {
      return (long) (cores * SECOND_NANOS * looks.incrementAndGet());
    }

    @Override
    public long gcMillis() {
      return gcMillisASecond * looks.get();
    }

    @Override
    public int processors() {
      return 4;
    }
  }

  private LoadResult result(double cores, long gcMillisASecond, double stoodStillSeconds)
      throws IOException {
    ProcessStats stats = new ProcessStats(new Steady(cores, gcMillisASecond, new AtomicLong()));
    for (int second = 0; second <= 6; second++) {
      stats.sample(second * SECOND_NANOS);
    }
    try (LatencyLog log = LatencyLog.create(directory, 0)) {
      return RunResult.of(
          new RunResult.Circumstances(plan(), 0, "duration"),
          List.of(),
          () -> 6 * SECOND_NANOS,
          new IntervalReporter.Measures(new Latencies(), log, stats),
          stoodStillSeconds);
    }
  }

  private RunPlan plan() {
    return new RunPlan(
        "r",
        1,
        Targets.fixed(List.of()),
        Contents.ofOneSource(1e6, new TracerChoice.EveryLine(), false),
        Segment.WHOLE,
        new StartTime.WhenConnected(),
        6 * SECOND_NANOS,
        directory,
        new CopyTarget.Nowhere(),
        new Validity.Limits(2, Double.POSITIVE_INFINITY),
        new AckLimits(1, 1),
        Access.PLAIN,
        List.of(),
        1,
        OptionalLong.empty());
  }

  @Test
  void acceptsIdleGenerator() throws IOException {
    LoadResult result = result(0.2, 1, 0.01);
    assertThat(result.invalidReasons()).isEmpty();
    assertThat(result.generator()).contains(new LoadResult.Generator(5, 0.1, 0.01, 0));
  }

  @Test
  void reportsEveryCauseOfInvalidity() throws IOException {
    LoadResult result = result(3.9, 500, 4);
    assertThat(result.valid()).isFalse();
    assertThat(result.invalidReasons())
        .hasSize(3)
        .anyMatch(reason -> reason.contains("paused for 4.0 s"))
        .anyMatch(reason -> reason.contains("98 % of all processors"))
        .anyMatch(reason -> reason.contains("spent 50 %"));
  }
}
