package dev.logproof.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark once; the figures are meaningless. */
class SmokeTest {
  /** 5 frame forms, 4 contents, 1 routing, 2 steps of 2 kinds of requests. */
  private static final int LEAST_BENCHMARKS = 14;

  @Test
  void runsEveryBenchmark() throws RunnerException {
    // Nothing is measured, so no lock is needed.
    System.setProperty("jmh.ignoreLock", "true");
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .mode(Mode.SingleShotTime)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    assertThat(results).hasSizeGreaterThanOrEqualTo(LEAST_BENCHMARKS);
  }
}
