package dev.logproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Intervals of ratios hold the true ratio as often as they say, also with few values. */
class RatioIntervalTest {
  private static final long SEED = 20261129;
  private static final int RUNS = 2_000;
  private static final double CONFIDENCE = 0.95;

  private static double coverage(double truth, Function<Random, Optional<RatioInterval>> sample) {
    Random random = new Random(SEED);
    int covered = 0;
    for (int run = 0; run < RUNS; run++) {
      covered += sample.apply(random).map(interval -> interval.holds(truth)).orElse(true) ? 1 : 0;
    }
    return (double) covered / RUNS;
  }

  private static List<Double> lognormal(int values, double median, double spread, Random random) {
    return random
        .doubles(values)
        .mapToObj(u -> median * Math.exp(spread * random.nextGaussian()))
        .toList();
  }

  @Test
  void matchesWelchByHand() {
    RatioInterval interval =
        RatioInterval.ofMeans(
                List.of(Math.exp(1), Math.exp(2), Math.exp(3)),
                List.of(Math.exp(2), Math.exp(3), Math.exp(4)),
                CONFIDENCE)
            .orElseThrow();
    double margin = 2.776445 * Math.sqrt(2.0 / 3);
    assertThat(Math.log(interval.ratio())).isCloseTo(1, within(1e-9));
    assertThat(Math.log(interval.low())).isCloseTo(1 - margin, within(1e-5));
    assertThat(Math.log(interval.high())).isCloseTo(1 + margin, within(1e-5));
  }

  @Test
  void coversRatioOfMeans() {
    for (int values : new int[] {2, 3, 6}) {
      double share =
          coverage(
              1.3,
              random ->
                  RatioInterval.ofMeans(
                      lognormal(values, 10, 0.1, random),
                      lognormal(values, 13, 0.3, random),
                      CONFIDENCE));
      assertThat(share).as("%d values, seed %d", values, SEED).isBetween(0.935, 0.985);
    }
  }

  @Test
  void coversRatioOfPairs() {
    double share =
        coverage(
            1.3,
            random -> {
              double[] a = {1, 5, 9, 20};
              double[] b = a.clone();
              for (int i = 0; i < a.length; i++) {
                b[i] *= 1.3 * Math.exp(0.1 * random.nextGaussian());
              }
              return RatioInterval.ofPairs(a, b, CONFIDENCE);
            });
    assertThat(share).as("seed %d", SEED).isBetween(0.935, 0.965);
  }

  @Test
  void coversRatioOfSlopesUnderEitherKindOfNoise() {
    for (double noise : new double[] {0.005, 0.02, 0.05}) {
      double equal =
          coverage(
              1.5, random -> slopes(line(0.02, noise, 0, random), line(0.03, noise, 0, random)));
      assertThat(equal).as("noise %s, seed %d", noise, SEED).isGreaterThan(0.95);
      double inProportion =
          coverage(
              1.5, random -> slopes(line(0.02, 0, noise, random), line(0.03, 0, noise, random)));
      assertThat(inProportion).as("share %s, seed %d", noise, SEED).isGreaterThan(0.945);
    }
  }

  private static Optional<RatioInterval> slopes(SlopeEstimate a, SlopeEstimate b) {
    return RatioInterval.ofSlopes(a, b, CONFIDENCE);
  }

  private static SlopeEstimate line(double slope, double noise, double share, Random random) {
    double[] x = {1, 1, 3, 3, 9, 9, 16, 16, 25, 25};
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double exact = 0.1 + slope * x[i];
      y[i] = exact * (1 + share * random.nextGaussian()) + noise * random.nextGaussian();
    }
    return SlopeEstimate.of(x, y);
  }

  @Test
  void agreesWithLineFitWhereNoiseIsEverywhereTheSame() {
    Random random = new Random(SEED);
    double[] x = random.doubles(500, 0, 30).toArray();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = 0.1 + 0.02 * x[i] + 0.01 * random.nextGaussian();
    }
    LineFit line = LineFit.through(x, y).orElseThrow();
    SlopeEstimate estimate = SlopeEstimate.of(x, y);
    assertThat(estimate.slope()).isCloseTo(line.slope(), within(1e-12));
    double error = line.residualError() / Math.sqrt(line.squaresX());
    assertThat(estimate.error() / error).as("seed %d", SEED).isBetween(0.999, 1.1);
  }

  @Test
  void coversRatioOfCountsOfEventsThatComeAloneAndTogether() {
    for (int trials : new int[] {3, 5, 10}) {
      for (double mean : new double[] {1, 5, 40}) {
        double alone = coverage(1, random -> counts(trials, mean, 1, random));
        assertThat(alone).as("alone, %d, %s, seed %d", trials, mean, SEED).isGreaterThan(0.945);
        double together = coverage(1, random -> counts(trials, mean / 10, 10, random));
        assertThat(together).as("ten at once, %d, %s", trials, mean).isGreaterThan(0.94);
      }
    }
  }

  private static Optional<RatioInterval> counts(
      int trials, double incidents, int each, Random random) {
    return RatioInterval.ofCounts(
        poisson(trials, incidents, each, random),
        poisson(trials, incidents, each, random),
        CONFIDENCE);
  }

  private static List<Double> poisson(int trials, double mean, int each, Random random) {
    List<Double> counts = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      int events = -1;
      for (double time = 0; time < mean; events++) {
        time -= Math.log(1 - random.nextDouble());
      }
      counts.add((double) events * each);
    }
    return counts;
  }

  @Test
  void seesLossesWhereThereWereNone() {
    List<Double> none = List.of(0.0, 0.0, 0.0);
    RatioInterval interval =
        RatioInterval.ofCounts(none, List.of(40.0, 52.0, 38.0), CONFIDENCE).orElseThrow();
    assertThat(interval.low()).isGreaterThan(1);
    assertThat(interval.ratio()).isInfinite();
    assertThat(interval.high()).isInfinite();
    RatioInterval opposite =
        RatioInterval.ofCounts(List.of(40.0, 52.0, 38.0), none, CONFIDENCE).orElseThrow();
    assertThat(opposite.high()).isLessThan(1);
    assertThat(opposite.low()).isZero();
  }

  @Test
  void takesOneIncidentForChance() {
    assertThat(
            RatioInterval.ofCounts(List.of(0.0, 0.0, 0.0), List.of(0.0, 30.0, 0.0), CONFIDENCE)
                .orElseThrow()
                .holds(1))
        .isTrue();
  }

  @Test
  void claimsNoIntervalWithoutSpread() {
    assertThat(RatioInterval.ofMeans(List.of(1.0), List.of(1.0, 2.0), CONFIDENCE)).isEmpty();
    assertThat(RatioInterval.ofMeans(List.of(2.0, 2.0), List.of(3.0, 3.0), CONFIDENCE)).isEmpty();
    assertThat(RatioInterval.ofMeans(List.of(0.0, 2.0), List.of(3.0, 4.0), CONFIDENCE)).isEmpty();
    assertThat(RatioInterval.ofCounts(List.of(0.0, 0.0), List.of(0.0, 0.0), CONFIDENCE)).isEmpty();
    assertThat(RatioInterval.ofPairs(new double[] {1, 2}, new double[] {2, 4}, CONFIDENCE))
        .isEmpty();
    double[] x = {1, 2, 3};
    SlopeEstimate flat = SlopeEstimate.of(x, new double[] {1, 3, 1});
    SlopeEstimate steep = SlopeEstimate.of(x, new double[] {1, 2, 3.1});
    assertThat(slopes(flat, steep)).isEmpty();
    assertThat(slopes(steep, steep)).isPresent();
    SlopeEstimate exact = SlopeEstimate.of(x, new double[] {1, 2, 3});
    assertThat(exact.hasError()).isFalse();
    assertThat(slopes(exact, steep)).isEmpty();
    double[] far = {1, 1, 1, 9};
    assertThat(SlopeEstimate.of(far, new double[] {1, 2, 3, 9}).hasError()).isFalse();
    assertThat(SlopeEstimate.of(new double[0], new double[0]).hasError()).isFalse();
  }

  @Test
  void widensBothEnds() {
    assertThat(new RatioInterval(1, 0.5, 2).widened(0.25))
        .isEqualTo(new RatioInterval(1, 0.4, 2.5));
  }
}
