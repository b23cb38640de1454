package dev.logproof.reports.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.record.result.PlanResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans never extrapolate beyond held rates. */
class CapacityPlannerTest {
  /** On the line 0.05 + 0.1 × MB/s, which reaches 1.4 cores at 13.5 MB/s. */
  private static final List<HeldPoint> LINE =
      List.of(point(1, 0.15), point(3, 0.35), point(9, 0.95));

  @Test
  void plansFiveTasksForArticleLoad() {
    PlanResult plan = CapacityPlanner.plan(45e6, TaskRate.ofArticle(List.of()), 2);
    assertThat(plan.minTasks()).isEqualTo(5);
    assertThat(plan.maxTasks()).isEqualTo(10);
    assertThat(plan.basis()).isEqualTo("article");
  }

  @Test
  void plansExactTasksForWholeQuotient() {
    for (int tasks = 1; tasks <= 2000; tasks++) {
      TaskRate rate = new TaskRate(0.1e6 * 3.3, "measured", List.of());
      assertThat(CapacityPlanner.plan(rate.bytesPerSecond() * tasks, rate, 1).minTasks())
          .isEqualTo(tasks);
    }
  }

  @Test
  void addsTaskForOneByteMore() {
    TaskRate rate = TaskRate.ofArticle(List.of());
    assertThat(CapacityPlanner.plan(45_000_001, rate, 2).minTasks()).isEqualTo(6);
  }

  @Test
  void plansOneTaskForSmallLoad() {
    assertThat(CapacityPlanner.plan(1, TaskRate.ofArticle(List.of()), 1.5).minTasks()).isEqualTo(1);
    assertThat(CapacityPlanner.plan(1, TaskRate.ofArticle(List.of()), 1.5).maxTasks()).isEqualTo(2);
  }

  @Test
  void derivesRateWhereLineMeetsTarget() throws NotPlannableException {
    assertThat(TaskRate.measured(LINE, 0.65).bytesPerSecond()).isCloseTo(6e6, within(1.0));
  }

  @Test
  void limitsRateToHighestSustained() throws NotPlannableException {
    TaskRate rate = TaskRate.measured(LINE, 1.4);
    assertThat(rate.bytesPerSecond()).isEqualTo(9e6);
    assertThat(rate.explanation()).anyMatch(line -> line.contains("highest rate that was held"));
    assertThat(CapacityPlanner.plan(45e6, rate, 2).minTasks()).isEqualTo(5);
  }

  @Test
  void usesSingleSustainedRateWithinTarget() throws NotPlannableException {
    TaskRate rate = TaskRate.measured(List.of(point(3, 0.35)), 1.4);
    assertThat(rate.bytesPerSecond()).isEqualTo(3e6);
    assertThat(rate.explanation()).anyMatch(line -> line.contains("only one rate"));
  }

  @Test
  void rejectsSingleRateAboveTarget() {
    assertThatThrownBy(() -> TaskRate.measured(List.of(point(3, 2)), 1.4))
        .isInstanceOf(NotPlannableException.class)
        .hasMessageContaining("measure lower rates");
  }

  @Test
  void usesHighestSustainedRateWhenCpuDoesNotRise() throws NotPlannableException {
    List<HeldPoint> falling = List.of(point(1, 0.4), point(2, 0.3));
    TaskRate rate = TaskRate.measured(falling, 1.4);
    assertThat(rate.bytesPerSecond()).isEqualTo(2e6);
    assertThat(rate.explanation()).anyMatch(line -> line.contains("did not rise"));
  }

  /** The line has R² 0.042: noise. */
  @Test
  void ignoresSlopeIndistinguishableFromZero() throws NotPlannableException {
    List<HeldPoint> noise =
        List.of(point(1, 1.2), point(3, 0.9), point(5, 1.35), point(7, 0.95), point(9, 1.25));
    assertThat(CpuFit.through(noise).orElseThrow().risesSurely()).isFalse();
    TaskRate rate = TaskRate.measured(noise, 1.4);
    assertThat(rate.bytesPerSecond()).isEqualTo(9e6);
    assertThat(rate.explanation()).anyMatch(line -> line.contains("the interval holds 0"));
    assertThat(rate.explanation()).noneMatch(line -> line.contains("is reached at"));
  }

  @Test
  void usesOnlyRatesBelowFirstAboveTarget() throws NotPlannableException {
    List<HeldPoint> noise =
        List.of(point(1, 1.2), point(3, 0.9), point(6, 1.5), point(7, 0.95), point(9, 1.25));
    assertThat(TaskRate.measured(noise, 1.4).bytesPerSecond()).isEqualTo(3e6);
    List<HeldPoint> rising =
        List.of(point(1, 0.1), point(2, 0.2), point(6, 1.0), point(9, 0.85), point(12, 1.3));
    assertThat(CpuFit.through(rising).orElseThrow().risesSurely()).isTrue();
    TaskRate rate = TaskRate.measured(rising, 0.9);
    assertThat(rate.bytesPerSecond()).isEqualTo(2e6);
    assertThat(rate.explanation()).anyMatch(line -> line.contains("went over the target"));
  }

  @Test
  void avoidsInterpolationBetweenTwoRates() throws NotPlannableException {
    List<HeldPoint> two = List.of(point(1, 0.4), point(9, 2.0));
    TaskRate rate = TaskRate.measured(two, 1.4);
    assertThat(rate.bytesPerSecond()).isEqualTo(1e6);
    assertThat(rate.explanation()).anyMatch(line -> line.contains("without an interval"));
  }

  @Test
  void rejectsTargetBelowIdleCpu() {
    assertThatThrownBy(() -> TaskRate.measured(LINE, 0.04))
        .isInstanceOf(NotPlannableException.class)
        .hasMessageContaining("without load");
  }

  @Test
  void fitsLineThroughPoints() {
    CpuFit fit = CpuFit.through(LINE).orElseThrow();
    assertThat(fit.interceptCores()).isCloseTo(0.05, within(1e-9));
    assertThat(fit.coresPerByte()).isCloseTo(1e-7, within(1e-15));
    assertThat(fit.rSquared()).isCloseTo(1, within(1e-9));
    assertThat(fit.judgesLinearity()).isTrue();
  }

  @Test
  void skipsLinearityOfTwoPoints() {
    CpuFit fit = CpuFit.through(LINE.subList(0, 2)).orElseThrow();
    assertThat(fit.judgesLinearity()).isFalse();
    assertThat(fit.slopeMargin()).isEmpty();
  }

  private static HeldPoint point(double megabytes, double cores) {
    return new HeldPoint(megabytes * 1e6, megabytes * 1e6, cores);
  }
}
