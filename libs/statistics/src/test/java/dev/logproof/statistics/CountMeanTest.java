package dev.logproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests equal, rare and clustered counts. */
class CountMeanTest {
  @Test
  void boundsMeanOfZerosByRuleOfThree() {
    CountMean zeros = CountMean.of(Collections.nCopies(6, 0L));

    assertThat(zeros.low()).isZero();
    assertThat(zeros.high()).isCloseTo(3.0 / 6, within(0.001));
    assertThat(CountMean.of(List.of(0L)).high()).isCloseTo(3.0, within(0.01));
  }

  @Test
  void givesEqualCountsTheIntervalOfPoisson() {
    CountMean equal = CountMean.of(List.of(3L, 3L, 3L));

    assertThat(equal.high()).isCloseTo(PoissonMean.of(9, 3).high(), within(1e-9));
    assertThat(equal.low()).isLessThan(3);
  }

  @Test
  void givesClusteredCountsTheIntervalOfStudent() {
    List<Long> bursts = List.of(0L, 0L, 30L, 0L, 0L, 0L, 0L, 0L);

    assertThat(CountMean.of(bursts).margin()).isEqualTo(MeanInterval.of(bursts).margin());
    assertThat(CountMean.of(bursts).low()).isZero();
  }

  @Test
  void knowsNothingFromOneCountAboveZero() {
    assertThat(CountMean.of(List.of(7L)).hasInterval()).isFalse();
  }
}
