package dev.logproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Intervals of Poisson means agree with published tables. */
class PoissonMeanTest {
  @Test
  void matchesPublishedIntervals() {
    assertThat(PoissonMean.of(1, 1).low()).isCloseTo(0.0253, within(1e-4));
    assertThat(PoissonMean.of(1, 1).high()).isCloseTo(5.5716, within(1e-4));
    assertThat(PoissonMean.of(10, 1).low()).isCloseTo(4.7954, within(1e-4));
    assertThat(PoissonMean.of(10, 1).high()).isCloseTo(18.3904, within(1e-4));
    assertThat(PoissonMean.of(10, 4).high()).isCloseTo(18.3904 / 4, within(1e-4));
  }

  @Test
  void boundsTheMeanByRuleOfThreeWithoutEvents() {
    assertThat(PoissonMean.of(0, 6).high()).isCloseTo(2.9957 / 6, within(1e-4));
    assertThat(PoissonMean.of(0, 6).low()).isZero();
  }

  @Test
  void rejectsNoUnits() {
    assertThatThrownBy(() -> PoissonMean.of(1, 0)).hasMessageContaining("above 0");
  }
}
