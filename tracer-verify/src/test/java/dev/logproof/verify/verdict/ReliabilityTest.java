package dev.logproof.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares intervals with independently computed values. */
class ReliabilityTest {
  @Test
  void computesArticleReliabilityFromArticleLoss() {
    assertThat(Reliability.byTheArticle(2.67, 18) * 100).isCloseTo(99.996, within(0.0005));
  }

  @Test
  void computesClopperPearsonInterval() {
    Reliability reliability = Reliability.of(5, 1_000);
    assertThat(reliability.share()).isEqualTo(0.995);
    assertThat(reliability.low()).isCloseTo(0.98837, within(1e-4));
    assertThat(reliability.high()).isCloseTo(0.99837, within(1e-4));
  }

  /** P(at most {@code count} of {@code of}), summed term by term. */
  private static double atMost(long count, long of, double chance) {
    double log = of * Math.log1p(-chance);
    double sum = Math.exp(log);
    for (long k = 1; k <= count; k++) {
      log += Math.log((double) (of - k + 1) / k) + Math.log(chance) - Math.log1p(-chance);
      sum += Math.exp(log);
    }
    return sum;
  }

  /** At either end, a result at least as extreme as the observed one has a probability of 2.5 %. */
  @ParameterizedTest
  @CsvSource({
    "1, 7",
    "3, 7",
    "17, 49",
    "1, 3025",
    "48, 3025",
    "3, 64800",
    "1000, 1000000",
    "3, 2600000000",
    "3, 17000000000"
  })
  void matchesDefinitionOfClopperPearsonInterval(long lost, long attempted) {
    Reliability reliability = Reliability.of(lost, attempted);
    // Rounding error of a share just below 1, as a probability.
    double rounding = Math.max(1e-9, 1e-15 * attempted);
    assertThat(atMost(lost, attempted, 1 - reliability.low())).isCloseTo(0.025, within(rounding));
    assertThat(1 - atMost(lost - 1, attempted, 1 - reliability.high()))
        .isCloseTo(0.025, within(rounding));
  }

  @Test
  void mirrorsIntervalWhenLossAndArrivalSwap() {
    for (long attempted = 1; attempted <= 60; attempted++) {
      for (long lost = 0; lost <= attempted; lost++) {
        Reliability one = Reliability.of(lost, attempted);
        Reliability other = Reliability.of(attempted - lost, attempted);
        assertThat(one.low()).isCloseTo(1 - other.high(), within(1e-12));
        assertThat(one.low()).isLessThanOrEqualTo(one.share());
        assertThat(one.high()).isGreaterThanOrEqualTo(one.share());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_300_000_000, 2_599_999_999L, 2_600_000_000L})
  void computesIntervalForBillionsOfLosses(long lost) {
    Reliability reliability = Reliability.of(lost, 2_600_000_000L);
    assertThat(reliability.low()).isBetween(0.0, reliability.share());
    assertThat(reliability.high()).isBetween(reliability.share(), 1.0);
  }

  @Test
  void boundsReliabilityByCountWithoutLoss() {
    assertThat(Reliability.of(0, 100).low()).isCloseTo(0.96378, within(1e-4));
    assertThat(Reliability.of(0, 100).high()).isEqualTo(1);
  }

  @Test
  void boundsReliabilityWhenAllAreLost() {
    assertThat(Reliability.of(100, 100).high()).isCloseTo(1 - 0.96378, within(1e-4));
  }

  @Test
  void returnsFullIntervalWithoutTracers() {
    assertThat(Reliability.of(0, 0)).isEqualTo(new Reliability(0, 0, 1));
  }

  @Test
  void computesTracersNeededForArticleClaim() {
    assertThat(Reliability.tracersNeeded(0.99996)).isEqualTo(92_221);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.99, 0.999, 0.99996, 0.999999})
  void computesFewestTracersThatProveClaim(double claim) {
    long needed = Reliability.tracersNeeded(claim);
    assertThat(Reliability.of(0, needed).low()).isGreaterThanOrEqualTo(claim);
    assertThat(Reliability.of(0, needed - 1).low()).isLessThan(claim);
  }
}
