package dev.logproof.verify.verdict;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * Share of tracers that arrived, 0 to 1, with its exact 95 % Clopper–Pearson interval, which never
 * claims more than the count supports.
 */
public record Reliability(double share, double low, double high) {
  private static final double CONFIDENCE = 0.95;
  private static final double ALPHA = 1 - CONFIDENCE;

  /** Far below the share of one tracer at the largest possible count. */
  private static final double ACCURACY = 1e-18;

  /** Computes the reliability; the interval is 0 to 1 if none was attempted. */
  public static Reliability of(long lost, long attempted) {
    if (attempted == 0) {
      return new Reliability(0, 0, 1);
    }
    long arrived = attempted - lost;
    double share = (double) arrived / attempted;
    return lost <= arrived
        ? new Reliability(share, 1 - high(lost, attempted), 1 - low(lost, attempted))
        : new Reliability(share, low(arrived, attempted), high(arrived, attempted));
  }

  /**
   * A quantile of the Beta distribution (Clopper and Pearson, 1934). Called for the rarer outcome,
   * whose small share a double represents exactly. The library's binomial intervals convert a
   * proportion to a count that can be one too small, and are limited to 2^31.
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

  /**
   * The article's formula, for {@code lost} tracers per deployment and one deployment per hour:
   * 2.67 lost at 18 tracers per second give 99.996 %.
   */
  public static double byTheArticle(double lost, double tracersPerSecond) {
    return tracersPerSecond > 0 ? 1 - lost / (tracersPerSecond * 3600) : 0;
  }

  /** Smallest number of tracers that proves {@code claim} by {@link #of} if none is lost. */
  public static long tracersNeeded(double claim) {
    return (long) Math.ceil(Math.log(ALPHA / 2) / Math.log(claim));
  }
}
