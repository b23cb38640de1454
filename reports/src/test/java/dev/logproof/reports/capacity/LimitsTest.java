package dev.logproof.reports.capacity;

import static dev.logproof.reports.capacity.Rates.LINE;
import static dev.logproof.reports.capacity.Rates.knee;
import static dev.logproof.reports.capacity.Rates.measured;
import static dev.logproof.reports.capacity.Rates.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.record.result.Knee;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Knee and memory, and which limit binds. */
class LimitsTest {
  private static final double MEMORY = 8e9;

  /** Memory used at 1, 3, 5 and 9 MB/s. */
  private static Measurements resident(double at1, double at3, double at5, double at9) {
    return measured(
        point(1, 0.15, at1), point(3, 0.35, at3), point(5, 0.55, at5), point(9, 0.95, at9));
  }

  @Test
  void takesConfirmedKnee() {
    Limit limit = KneeLimit.of(measured(LINE, knee(Knee.State.CONFIRMED, 12)));
    assertThat(limit.name()).isEqualTo("knee");
    assertThat(limit.bytesPerSecond()).isEqualTo(12e6);
  }

  @Test
  void takesHighestRateHeldWithoutKnee() {
    assertThat(KneeLimit.of(measured(LINE)).bytesPerSecond()).isEqualTo(9e6);
    Limit notFound = KneeLimit.of(measured(LINE, knee(Knee.State.NOT_FOUND, 0)));
    assertThat(notFound.name()).isEqualTo("highest held rate");
    assertThat(notFound.bytesPerSecond()).isEqualTo(9e6);
    assertThat(notFound.sentence()).contains("the generator was the limit");
    Limit atLeast = KneeLimit.of(measured(LINE, knee(Knee.State.AT_LEAST, 16)));
    assertThat(atLeast.name()).isEqualTo("highest held rate");
    assertThat(atLeast.bytesPerSecond()).isEqualTo(16e6);
  }

  /** 100 MB + 50 MB per MB/s reaches 500 MB at 8 MB/s and 1 GB at 18 MB/s, which was not held. */
  @Test
  void findsRateAtWhichMemoryIsFull() throws NotPlannableException {
    Measurements measured = resident(150e6, 250e6, 350e6, 550e6);
    assertThat(MemoryLimit.of(measured, 500e6).bytesPerSecond()).isEqualTo(5e6);
    assertThat(MemoryLimit.of(measured, 1e9).bytesPerSecond()).isInfinite();
    Measurements upToKnee = measured(measured.held().points(), knee(Knee.State.CONFIRMED, 30));
    assertThat(MemoryLimit.of(upToKnee, 1e9).bytesPerSecond()).isCloseTo(18e6, within(1.0));
  }

  @Test
  void limitsMemoryToHighestRateBelowOneThatExceededIt() throws NotPlannableException {
    Measurements measured = resident(300e6, 200e6, 900e6, 300e6);
    assertThat(MemoryLimit.of(measured, 800e6).bytesPerSecond()).isEqualTo(3e6);
  }

  @Test
  void doesNotLimitByMemoryThatNeverRises() throws NotPlannableException {
    assertThat(MemoryLimit.of(measured(LINE), MEMORY).bytesPerSecond()).isInfinite();
  }

  @Test
  void refusesMemoryBelowThatOfTheLowestRate() {
    assertThatThrownBy(() -> MemoryLimit.of(measured(LINE), 100e6))
        .isInstanceOf(NotPlannableException.class)
        .hasMessageContaining("raise --memory");
  }

  @Test
  void namesTheLimitThatBinds() throws NotPlannableException {
    TaskRate byCpu = TaskRate.measured(measured(LINE), 0.65, MEMORY);
    assertThat(byCpu.binding()).isEqualTo("cpu");
    assertThat(byCpu.bytesPerSecond()).isCloseTo(6e6, within(0.05e6));
    assertThat(byCpu.interval().orElseThrow().low()).isLessThan(byCpu.bytesPerSecond());
    assertThat(byCpu.interval().orElseThrow().high()).isGreaterThan(byCpu.bytesPerSecond());

    TaskRate byHeld = TaskRate.measured(measured(LINE), 1.4, MEMORY);
    assertThat(byHeld.binding()).isEqualTo("highest held rate");
    assertThat(byHeld.bytesPerSecond()).isEqualTo(9e6);

    TaskRate byKnee = TaskRate.measured(measured(LINE, knee(Knee.State.CONFIRMED, 9)), 1.4, MEMORY);
    assertThat(byKnee.binding()).isEqualTo("knee");

    Measurements hungry =
        measured(
            point(1, 0.15, 1.1e9),
            point(3, 0.35, 3e9),
            point(5, 0.552, 5e9),
            point(7, 0.75, 7.2e9),
            point(9, 0.95, 7.9e9));
    TaskRate byMemory = TaskRate.measured(hungry, 1.4, MEMORY);
    assertThat(byMemory.binding()).isEqualTo("memory");
    assertThat(byMemory.bytesPerSecond()).isCloseTo(8.55e6, within(0.01e6));
    assertThat(byMemory.explanation()).anyMatch(line -> line.contains("binds is memory"));
  }

  @Test
  void acceptsGivenRateUpToTheHighestHeld() throws NotPlannableException {
    TaskRate given = TaskRate.given(9e6, measured(LINE));
    assertThat(given.basis()).isEqualTo("given");
    assertThat(given.interval()).isEmpty();
    assertThatThrownBy(() -> TaskRate.given(9_000_001, measured(LINE)))
        .isInstanceOf(NotPlannableException.class)
        .hasMessageContaining("beyond 9.00 MB/s, the highest rate that was held");
  }

  @Test
  void statesThatTheArticlesRateWasNotMeasured() {
    TaskRate article = TaskRate.ofArticle(List.of("nothing there"));
    assertThat(article.bytesPerSecond()).isEqualTo(9e6);
    assertThat(article.basis()).isEqualTo("article");
    assertThat(article.explanation()).anyMatch(line -> line.contains("not measured here"));
  }
}
