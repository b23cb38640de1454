package dev.logproof.experiment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.record.result.ScaleCase;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The article's scaling policy acts at its thresholds, periods, cool-downs and bounds. */
class ScalingTest {
  private static final long START = 1_000_000;
  private static final ScalingPolicy REAL_TIME = ScalingPolicy.ofArticle(2, 4, 1);

  /** Feeds one sample per second of the given time. */
  private static Scaling run(Scaling from, int seconds, LongToDoubleFunction shareAtSecond) {
    Scaling scaling = from;
    for (long second = 1; second <= seconds; second++) {
      scaling =
          scaling.after(new CpuSample(START + second * 1000, shareAtSecond.applyAsDouble(second)));
    }
    return scaling;
  }

  private static Scaling run(int tasks, int seconds, LongToDoubleFunction shareAtSecond) {
    return run(Scaling.start(REAL_TIME, tasks, START), seconds, shareAtSecond);
  }

  private static long secondOf(ScaleCase.Action action) {
    return (action.atMillis() - START) / 1000;
  }

  @Test
  void addsTaskAtExactlyHalfOverOneMinute() {
    assertThat(run(2, 59, second -> 0.5).actions()).isEmpty();
    assertThat(run(2, 60, second -> 0.5).actions())
        .containsExactly(new ScaleCase.Action(START + 60_000, "scale-out", 0.5, 3));
    assertThat(run(2, 600, second -> 0.499).actions()).isEmpty();
  }

  @Test
  void averagesThePeriod() {
    assertThat(run(2, 60, second -> second <= 30 ? 0.1 : 0.9).actions()).hasSize(1);
    assertThat(run(2, 60, second -> second <= 31 ? 0.1 : 0.9).actions()).isEmpty();
    assertThat(run(2, 120, second -> second > 30 && second <= 90 ? 0.9 : 0.0).actions())
        .as("30 s of each minute, neither of which reaches half")
        .isEmpty();
  }

  /** Out from 2 to at most 4 tasks, in from 4 to at least 2. */
  @ParameterizedTest
  @CsvSource({"2, 600, 0.8, 4, 60, 180", "4, 3000, 0.1, 2, 600, 900"})
  void waitsForCoolDownAndStopsAtBound(
      int tasks, int seconds, double share, int bound, long first, long second) {
    Scaling scaling = run(tasks, seconds, any -> share);
    assertThat(scaling.tasks()).isEqualTo(bound);
    assertThat(scaling.actions()).map(ScalingTest::secondOf).containsExactly(first, second);
  }

  @Test
  void removesTaskBelowThresholdOverTenMinutes() {
    assertThat(run(4, 599, second -> 0.34).actions()).isEmpty();
    assertThat(run(4, 600, second -> 0.34).actions())
        .singleElement()
        .satisfies(action -> assertThat(action.kind()).isEqualTo("scale-in"));
    assertThat(run(4, 1200, second -> 0.35).actions()).isEmpty();
  }

  @Test
  void scalesOutDuringCoolDownOfScaleIn() {
    Scaling scaling = run(3, 660, second -> second <= 600 ? 0.1 : 0.9);
    assertThat(scaling.actions())
        .map(ScaleCase.Action::kind)
        .containsExactly("scale-in", "scale-out");
    assertThat(scaling.actions()).map(ScalingTest::secondOf).containsExactly(600L, 660L);
  }

  @Test
  void dividesAllTimesBySpeedUp() {
    Scaling fast =
        run(
            Scaling.start(ScalingPolicy.ofArticle(1, 4, 10), 1, START),
            200,
            second -> second <= 30 ? 0.8 : 0.1);
    assertThat(fast.actions()).map(ScalingTest::secondOf).startsWith(6L, 18L, 30L);
    assertThat(fast.actions()).map(ScaleCase.Action::kind).endsWith("scale-in", "scale-in");
    assertThat(fast.tasks()).isEqualTo(1);
  }

  private static List<ScaleCase.Action> actionsAfter(CpuSample first, CpuSample second) {
    return Scaling.start(REAL_TIME, 2, START).after(first).after(second).actions();
  }

  @Test
  void doesNothingWithoutSamplesInThePeriod() {
    assertThat(
            actionsAfter(new CpuSample(START + 10_000, 0.9), new CpuSample(START + 200_000, 0.9)))
        .isEmpty();
  }

  @Test
  void evaluatesPeriodWithFirstSampleAfterIt() {
    assertThat(actionsAfter(new CpuSample(START + 59_500, 0.9), new CpuSample(START + 60_500, 0.0)))
        .containsExactly(new ScaleCase.Action(START + 60_500, "scale-out", 0.9, 3));
  }

  @Test
  void rejectsSamplesOutOfOrderAndImpossibleSettings() {
    Scaling scaling = Scaling.start(REAL_TIME, 2, START).after(new CpuSample(START + 10, 0));
    assertThatThrownBy(() -> scaling.after(new CpuSample(START + 9, 0)))
        .hasMessageContaining("expected at least");
    assertThatThrownBy(() -> Scaling.start(REAL_TIME, 5, START)).hasMessageContaining("2 to 4");
    assertThatThrownBy(() -> ScalingPolicy.ofArticle(3, 2, 1)).hasMessageContaining("minTasks");
    assertThatThrownBy(() -> ScalingPolicy.ofArticle(1, 2, 0)).hasMessageContaining("speed-up");
    assertThatThrownBy(() -> new CpuSample(0, Double.NaN)).hasMessageContaining("NaN");
  }
}
