package dev.logproof.statistics;

import org.hipparchus.distribution.continuous.GammaDistribution;

/**
 * Mean number of independent events per unit with its exact 95 % interval (Garwood, 1936).
 *
 * <p>Without an event only the upper end can be wrong, so it takes the whole 5 %: 3.0 per number of
 * units, the rule of three.
 */
public record PoissonMean(double mean, double low, double high) {
  private static final double ALPHA = 0.05;

  /** Computes the mean of {@code events} in {@code units}, above 0. */
  public static PoissonMean of(long events, double units) {
    if (events < 0 || !(units > 0)) {
      throw new IllegalArgumentException(
          "%d events in %s: expected at least 0 in above 0".formatted(events, units));
    }
    return events == 0
        ? new PoissonMean(0, 0, -Math.log(ALPHA) / units)
        : new PoissonMean(
            events / units,
            quantile(events, ALPHA / 2) / units,
            quantile(events + 1, 1 - ALPHA / 2) / units);
  }

  private static double quantile(long shape, double probability) {
    return new GammaDistribution(shape, 1).inverseCumulativeProbability(probability);
  }
}
