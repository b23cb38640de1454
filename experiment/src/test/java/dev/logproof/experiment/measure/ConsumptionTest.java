package dev.logproof.experiment.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Usage is computed only from samples within the time span. */
class ConsumptionTest {
  private static final List<ProcessSample> SAMPLES =
      List.of(
          new ProcessSample(1_000, 900_000_000L, 500),
          new ProcessSample(2_000, 1_000_000_000L, 100),
          new ProcessSample(3_000, 1_200_000_000L, 300),
          new ProcessSample(4_000, 2_000_000_000L, 200),
          new ProcessSample(5_000, 9_000_000_000L, 900));

  @Test
  void measuresOnlyWithinSpan() {
    assertThat(Consumption.between(SAMPLES, 2_000, 4_000))
        .contains(new Consumption(2, 0.5, 200, 300));
  }

  @Test
  void returnsEmptyForFewerThanTwoSamples() {
    assertThat(Consumption.between(SAMPLES, 2_500, 3_500)).isEmpty();
    assertThat(Consumption.between(List.of(), 0, 10)).isEmpty();
  }

  @Test
  void samplesThisProcess() {
    ProcessSample sample = ProcessSampler.sample(ProcessHandle.current().pid()).orElseThrow();
    assertThat(sample.cpuNanos()).isPositive();
    assertThat(sample.residentBytes()).isGreaterThan(1 << 20);
  }
}
