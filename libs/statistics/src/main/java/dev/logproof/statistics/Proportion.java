package dev.logproof.statistics;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * A share, 0 to 1, with its exact 95 % interval (Clopper and Pearson, 1934), which never claims
 * more than the count supports. Assumes independent trials.
 */
public record Proportion(double share, double low, double high) {
  private static final double ALPHA = 0.05;

  /** Far below the share of one trial at the largest possible count. */
  private static final double ACCURACY = 1e-18;

  /** Computes the share of {@code count} in {@code of}; 0, between 0 and 1, without trials. */
  public static Proportion of(long count, long of) {
    if (of == 0) {
      return new Proportion(0, 0, 1);
    }
    double share = (double) count / of;
    long others = of - count;
    return count <= others
        ? new Proportion(share, low(count, of), high(count, of))
        : new Proportion(share, 1 - high(others, of), 1 - low(others, of));
  }

  /** Returns the share of the other outcome. */
  public Proportion complement() {
    return new Proportion(1 - share, 1 - high, 1 - low);
  }

  /** Smallest number of trials that proves {@code claim} if every trial succeeds. */
  public static long trialsNeeded(double claim) {
    return (long) Math.ceil(Math.log(ALPHA / 2) / Math.log(claim));
  }

  /**
   * A quantile of the Beta distribution. Called for the rarer outcome, whose small share a double
   * represents exactly. The library's binomial intervals convert a proportion to a count that can
   * be one too small, and are limited to 2^31.
   */
  private static double low(long count, long of) {
    return count == 0 ? 0 : beta(count, of - count + 1).inverseCumulativeProbability(ALPHA / 2);
  }

  private static double high(long count, long of) {
    return count == of
        ? 1
        : beta(count + 1, of - count).inverseCumulativeProbability(1 - ALPHA / 2);
  }

  private static BetaDistribution beta(long alpha, long beta) {
    return new BetaDistribution(alpha, beta, ACCURACY);
  }
}
