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

/** Every benchmark runs: once, in this process, so that its figure means nothing. */
class SmokeTest {
  /** Five forms of frames, four kinds of records, a tag, and two steps of two kinds of requests. */
  private static final int LEAST_BENCHMARKS = 14;

  @Test
  void everyBenchmarkRuns() throws RunnerException {
    // The lock keeps figures apart, of which there are none here.
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
