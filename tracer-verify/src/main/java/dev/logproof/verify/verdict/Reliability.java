package dev.logproof.verify.verdict;

import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * The share of tracers that arrived, with its 95 % Clopper–Pearson interval, which is exact: it
 * never claims more than the count supports.
 *
 * @param share 0 to 1
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Reliability(double share, double low, double high) {
  private static final double CONFIDENCE = 0.95;
  private static final double ALPHA = 1 - CONFIDENCE;

  /** From {@code lost} of {@code attempted}; with none attempted anything is possible. */
  public static Reliability of(long lost, long attempted) {
    if (attempted == 0) {
      return new Reliability(0, 0, 1);
    }
    double share = 1 - (double) lost / attempted;
    if (lost == 0) {
      return new Reliability(1, Math.pow(ALPHA / 2, 1.0 / attempted), 1);
    }
    if (lost == attempted) {
      return new Reliability(0, 0, 1 - Math.pow(ALPHA / 2, 1.0 / attempted));
    }
    ConfidenceInterval interval =
        BinomialProportion.getClopperPearsonInterval(
            Math.toIntExact(attempted), (double) (attempted - lost) / attempted, CONFIDENCE);
    return new Reliability(share, interval.getLowerBound(), interval.getUpperBound());
  }

  /**
   * The article's own formula: one deployment an hour, {@code lost} tracers each, against all the
   * tracers of the hour. 2.67 at 18 a second give 99.996 %.
   */
  public static double byTheArticle(double lost, double tracersPerSecond) {
    return tracersPerSecond > 0 ? 1 - lost / (tracersPerSecond * 3600) : 0;
  }

  /** How many tracers, none of them lost, support a claim at 95 %: the rule of three. */
  public static long tracersNeeded(double claim) {
    return (long) Math.ceil(Math.log(ALPHA) / Math.log(claim));
  }
}
