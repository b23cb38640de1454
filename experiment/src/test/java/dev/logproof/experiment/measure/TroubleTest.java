package dev.logproof.experiment.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import dev.logproof.samples.LoadSample;
import org.junit.jupiter.api.Test;

/** Tells trouble of generator and machine from a slow aggregator. */
class TroubleTest {
  private final Trouble trouble = new Trouble("ours");

  private static LoadResult load(String... invalidReasons) {
    return LoadSample.regular().from(10_000, 5).invalid(invalidReasons).build();
  }

  @Test
  void findsNothingInRegularLoad() {
    for (long millis = 1_000; millis <= 9_000; millis += 1_000) {
      trouble.ran(millis);
    }
    trouble.busy(0.5);
    trouble.ended(load());
    assertThat(trouble.found()).isEmpty();
    assertThat(trouble.text()).isEmpty();
  }

  @Test
  void findsTimeInWhichMachineStoodStill() {
    trouble.ran(1_000);
    trouble.ran(5_200);
    assertThat(trouble.found())
        .containsExactly(
            new Period(
                Period.Kind.MACHINE_TROUBLE,
                "",
                1_000,
                5_200,
                "The machine stood still for 4.2 s."));
  }

  @Test
  void findsBusyMachine() {
    trouble.ran(1_000);
    trouble.ran(2_000);
    trouble.busy(0.99);
    trouble.ended(load());
    assertThat(trouble.text()).isEqualTo("All processors were busy 99 % of the time.");
  }

  @Test
  void blamesGeneratorForItsOwnReasonsOnly() {
    trouble.ended(load("achieved 8.000 MB/s instead of 9.000 MB/s"));
    assertThat(trouble.found()).isEmpty();
    trouble.ended(
        load("achieved 8.000 MB/s instead of 9.000 MB/s", "the generator paused for 1.5 s"));
    assertThat(trouble.found())
        .containsExactly(
            new Period(
                Period.Kind.GENERATOR_TROUBLE,
                "ours",
                10_000,
                15_000,
                "The load generator was the limit: the generator paused for 1.5 s."));
  }
}
