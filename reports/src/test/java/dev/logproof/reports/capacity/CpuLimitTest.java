package dev.logproof.reports.capacity;

import static dev.logproof.reports.capacity.Rates.LINE;
import static dev.logproof.reports.capacity.Rates.measured;
import static dev.logproof.reports.capacity.Rates.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Knee;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rate at the CPU target, or a refusal that says why there is none. */
class CpuLimitTest {
  private static final int SIMULATIONS = 2_000;
  private static final long SEED = 20261129;

  /** Exact points: (0.65 − 0.05) ÷ 0.1 = 6. */
  @Test
  void derivesRateWhereLineMeetsTarget() throws NotPlannableException {
    Limit limit = CpuLimit.of(measured(point(1, 0.15), point(3, 0.35), point(9, 0.95)), 0.65);
    assertThat(limit.bytesPerSecond()).isCloseTo(6e6, within(1.0));
    assertThat(limit.sentence()).contains("reached at 6.00 MB/s");
  }

  @Test
  void coversTheTrueRateInAboutNinetyFiveOfAHundredNoisyResults() throws NotPlannableException {
    Random random = new Random(SEED);
    double[] rates = {1, 3, 5, 7, 9, 12, 15};
    int covered = 0;
    for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
      List<LoadPoint> points = new ArrayList<>();
      for (double rate : rates) {
        points.add(point(rate, 0.05 + 0.1 * rate + 0.03 * random.nextGaussian()));
      }
      Limit limit = CpuLimit.of(measured(points), 1);
      covered += limit.low() <= 9.5e6 && limit.high() >= 9.5e6 ? 1 : 0;
    }
    assertThat((double) covered / SIMULATIONS).as("seed %d", SEED).isBetween(0.93, 0.97);
  }

  @Test
  void refusesSlopeWhoseIntervalHoldsZero() {
    assertThatThrownBy(
            () ->
                CpuLimit.of(
                    measured(
                        point(1, 1.2),
                        point(3, 0.9),
                        point(5, 1.35),
                        point(7, 0.95),
                        point(9, 1.25)),
                    1.4))
        .isInstanceOf(NotPlannableException.class)
        .hasMessageContaining("interval that holds 0");
  }

  @Test
  void refusesFallingCpu() {
    assertThatThrownBy(
            () ->
                CpuLimit.of(
                    measured(point(1, 0.9), point(3, 0.71), point(5, 0.5), point(9, 0.1)), 0.4))
        .hasMessageContaining("CPU falls as the rate rises");
  }

  @Test
  void refusesFewerThanThreeRatesHoweverOftenRepeated() {
    assertThatThrownBy(
            () ->
                CpuLimit.of(
                    measured(point(1, 0.15), point(1, 0.16), point(9, 0.95), point(9, 0.94)), 0.5))
        .hasMessage(
            "only 2 different rates were held (1.00 MB/s, 9.00 MB/s), and a line with an interval"
                + " needs at least 3");
  }

  @Test
  void refusesTargetBelowIdleCpu() {
    assertThatThrownBy(() -> CpuLimit.of(measured(LINE), 0.04))
        .hasMessageContaining("a task without load uses 0.0");
  }

  @Test
  void refusesIntervalThatReachesBelowZero() {
    assertThatThrownBy(
            () ->
                CpuLimit.of(
                    measured(point(4, 0.50), point(6, 0.60), point(8, 0.89), point(9, 0.93)), 0.2))
        .hasMessageContaining("holds 0: measure rates around");
  }

  @Test
  void doesNotUseTheLineBeyondTheHighestRateHeld() throws NotPlannableException {
    Limit limit = CpuLimit.of(measured(LINE), 1.4);
    assertThat(limit.bytesPerSecond()).isInfinite();
    assertThat(limit.sentence())
        .contains("no rate up to the 9.00 MB/s that were held")
        .doesNotContain("13.5");
    assertThat(limit.toResult().bytesPerSecond()).isEmpty();
  }

  @Test
  void usesTheLineUpToTheKnee() throws NotPlannableException {
    Limit limit = CpuLimit.of(measured(LINE, Rates.knee(Knee.State.CONFIRMED, 12)), 1.15);
    assertThat(limit.bytesPerSecond()).isCloseTo(11e6, within(0.1e6));
    assertThat(limit.sentence()).contains("above the highest rate whose CPU was measured, 9.00");
  }
}
