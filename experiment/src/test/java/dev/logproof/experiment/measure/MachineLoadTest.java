package dev.logproof.experiment.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Busy share of all processors. */
class MachineLoadTest {
  @Test
  void countsEverythingButIdleTimeAsBusy() {
    MachineLoad before = MachineLoad.parse("cpu  10 0 10 100 5 0 0 0 0 0");
    MachineLoad after = MachineLoad.parse("cpu  40 0 20 150 5 0 0 10 0 0");
    assertThat(before.shareUntil(after)).isEqualTo(OptionalDouble.of(0.5));
  }

  @Test
  void knowsNothingWithoutTime() {
    MachineLoad load = MachineLoad.parse("cpu  10 0 10 100 5 0 0 0 0 0");
    assertThat(load.shareUntil(load)).isEqualTo(OptionalDouble.empty());
  }
}
