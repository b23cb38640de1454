package dev.logproof.verify.verdict;

import dev.logproof.statistics.Proportion;

/** Share of tracers that arrived, 0 to 1, with its exact 95 % interval ({@link Proportion}). */
public record Reliability(double share, double low, double high) {
  /** Computes the reliability; the interval is 0 to 1 if none was attempted. */
  public static Reliability of(long lost, long attempted) {
    Proportion arrived = Proportion.of(attempted - lost, attempted);
    return new Reliability(arrived.share(), arrived.low(), arrived.high());
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
    return Proportion.trialsNeeded(claim);
  }
}
