package dev.logproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
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
    Random random = new Random(SEED);
    double[] x = {1, 2, 4, 6, 9, 12, 16};
    int covered = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] y = new double[x.length];
      for (int point = 0; point < x.length; point++) {
        y[point] = 0.1 + 0.02 * x[point] + 0.01 * random.nextGaussian();
      }
      LineFit fit = LineFit.through(x, y).orElseThrow();
      covered += Math.abs(fit.slope() - 0.02) <= fit.slopeMargin() ? 1 : 0;
    }
    assertThat((double) covered / RUNS).as("seed %d", SEED).isBetween(0.93, 0.97);
  }

  @Test
  void coversTheTrueMeanInAboutNinetyFiveOfAHundredSamples() {
    Random random = new Random(SEED);
    int covered = 0;
    for (int run = 0; run < RUNS; run++) {
      MeanInterval mean = MeanInterval.of(random.doubles(6, 0, 1).boxed().toList());
      covered += mean.low() <= 0.5 && mean.high() >= 0.5 ? 1 : 0;
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
