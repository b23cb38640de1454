package dev.logproof.statistics;

import org.hipparchus.distribution.continuous.GammaDistribution;

/**
 * A count of rare independent events with the exact 95 % interval of its expectation (Garwood,
 * 1936). A count of 0 has an interval too, where a mean of equal values has none.
 */
public record EventCount(long count, double low, double high) {
  private static final double TAIL = 0.025;

  /** Computes the interval of {@code count}, 0 or more. */
  public static EventCount of(long count) {
    double low =
        count == 0 ? 0 : new GammaDistribution(count, 1).inverseCumulativeProbability(TAIL);
    double high = new GammaDistribution(count + 1.0, 1).inverseCumulativeProbability(1 - TAIL);
    return new EventCount(count, low, high);
  }
}
