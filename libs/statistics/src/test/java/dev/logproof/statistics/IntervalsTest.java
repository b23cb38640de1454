package dev.logproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Intervals contain the true value as often as they say. */
class IntervalsTest {
  private static final int RUNS = 2_000;
  private static final long SEED = 20261129;

  @Test
  void matchesPublishedClopperPearsonIntervals() {
    assertThat(Proportion.of(0, 10).high()).isCloseTo(0.30850, within(1e-5));
    assertThat(Proportion.of(5, 10).low()).isCloseTo(0.18709, within(1e-5));
    assertThat(Proportion.of(10, 10).low()).isCloseTo(0.69150, within(1e-5));
    assertThat(Proportion.of(3, 10).complement()).isEqualTo(Proportion.of(7, 10));
  }

  @Test
  void knowsNothingWithoutTrials() {
    assertThat(Proportion.of(0, 0)).isEqualTo(new Proportion(0, 0, 1));
  }

  @Test
  void needsAsManyTrialsAsTheIntervalItselfDemands() {
    long needed = Proportion.trialsNeeded(0.999);
    assertThat(Proportion.of(needed, needed).low()).isGreaterThanOrEqualTo(0.999);
    assertThat(Proportion.of(needed - 1, needed - 1).low()).isLessThan(0.999);
  }

  @Test
  void coversTheTrueSlopeInAboutNinetyFiveOfAHundredFits() {
    assertMostlyCovered(
        random -> {
          LineFit fit = noisyLine(random);
          return Math.abs(fit.slope() - 0.02) <= fit.slopeMargin();
        });
  }

  @Test
  void coversTheTrueCrossingInAboutNinetyFiveOfAHundredFits() {
    assertMostlyCovered(
        random -> {
          Crossing at = noisyLine(random).crossing(0.3).orElseThrow();
          return at.low() <= 10 && at.high() >= 10;
        });
  }

  /** Both ends lie on the band of the line: there the mean's interval ends at the value. */
  @Test
  void endsTheIntervalOfACrossingWhereTheBandEnds() {
    LineFit fit =
        LineFit.through(new double[] {1, 2, 3, 4}, new double[] {1.1, 1.9, 3.2, 3.9}).orElseThrow();
    Crossing crossing = fit.crossing(3).orElseThrow();
    assertThat(fit.at(crossing.x())).isCloseTo(3, within(1e-12));
    assertThat(fit.at(crossing.low()) + fit.marginAt(crossing.low())).isCloseTo(3, within(1e-12));
    assertThat(fit.at(crossing.high()) - fit.marginAt(crossing.high())).isCloseTo(3, within(1e-12));
  }

  @Test
  void claimsNoCrossingWithoutASlope() {
    LineFit noise =
        LineFit.through(new double[] {1, 3, 5, 7, 9}, new double[] {1.2, 0.9, 1.35, 0.95, 1.25})
            .orElseThrow();
    assertThat(noise.crossing(1.4)).isEmpty();
    LineFit two = LineFit.through(new double[] {1, 2}, new double[] {1, 2}).orElseThrow();
    assertThat(two.crossing(1.5)).isEmpty();
  }

  @Test
  void matchesPublishedPoissonIntervals() {
    assertThat(EventCount.of(0).low()).isZero();
    assertThat(EventCount.of(0).high()).isCloseTo(3.689, within(1e-3));
    assertThat(EventCount.of(10).low()).isCloseTo(4.795, within(1e-3));
    assertThat(EventCount.of(10).high()).isCloseTo(18.390, within(1e-3));
  }

  @Test
  void coversTheTrueMeanInAboutNinetyFiveOfAHundredSamples() {
    assertMostlyCovered(
        random -> {
          MeanInterval mean = MeanInterval.of(random.doubles(6, 0, 1).boxed().toList());
          return mean.low() <= 0.5 && mean.high() >= 0.5;
        });
  }

  /** A fit through seven points around 0.1 + 0.02 x. */
  private static LineFit noisyLine(Random random) {
    double[] x = {1, 2, 4, 6, 9, 12, 16};
    double[] y = new double[x.length];
    for (int point = 0; point < x.length; point++) {
      y[point] = 0.1 + 0.02 * x[point] + 0.01 * random.nextGaussian();
    }
    return LineFit.through(x, y).orElseThrow();
  }

  private static void assertMostlyCovered(Predicate<Random> sample) {
    Random random = new Random(SEED);
    int covered = 0;
    for (int run = 0; run < RUNS; run++) {
      covered += sample.test(random) ? 1 : 0;
    }
    assertThat((double) covered / RUNS).as("seed %d", SEED).isBetween(0.93, 0.97);
  }

  @Test
  void claimsNoIntervalForOneValueOrTwoPoints() {
    assertThat(MeanInterval.of(List.of(3)).margin()).isInfinite();
    assertThat(MeanInterval.of(List.of(3, 3)).hasSpread()).isFalse();
    LineFit line = LineFit.through(new double[] {1, 2}, new double[] {1, 2}).orElseThrow();
    assertThat(line.slopeMargin()).isInfinite();
    assertThat(LineFit.through(new double[] {1, 1}, new double[] {1, 2})).isEmpty();
  }
}
