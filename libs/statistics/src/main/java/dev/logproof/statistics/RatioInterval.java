package dev.logproof.statistics;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A ratio B/A of two independent samples with its interval.
 *
 * @param low at least 0
 * @param high may be infinite
 */
public record RatioInterval(double ratio, double low, double high) {
  /**
   * Ratio of geometric means: Welch's t on logarithms. Empty with fewer than two values on a side,
   * with a value that is not positive, or when no value differs from the others of its side, which
   * shows no spread.
   *
   * @param confidence such as 0.95
   */
  public static Optional<RatioInterval> ofMeans(
      Collection<Double> a, Collection<Double> b, double confidence) {
    double[] logsA = a.stream().mapToDouble(Math::log).toArray();
    double[] logsB = b.stream().mapToDouble(Math::log).toArray();
    if (logsA.length < 2 || logsB.length < 2 || !areFinite(logsA) || !areFinite(logsB)) {
      return Optional.empty();
    }
    double errorA = squares(logsA) / (logsA.length - 1) / logsA.length;
    double errorB = squares(logsB) / (logsB.length - 1) / logsB.length;
    if (errorA + errorB == 0) {
      return Optional.empty();
    }
    double freedom = freedom(errorA, logsA.length - 1, errorB, logsB.length - 1);
    double margin = quantile(freedom, confidence) * Math.sqrt(errorA + errorB);
    return Optional.of(ofLog(mean(logsB) - mean(logsA), margin));
  }

  /**
   * Geometric mean of the ratios of pairs: Student's t on logarithms. Empty as {@link #ofMeans}.
   *
   * @param b as many as {@code a}, in the same order
   */
  public static Optional<RatioInterval> ofPairs(double[] a, double[] b, double confidence) {
    double[] logs =
        IntStream.range(0, a.length).mapToDouble(i -> Math.log(b[i]) - Math.log(a[i])).toArray();
    if (logs.length < 2 || !areFinite(logs) || squares(logs) == 0) {
      return Optional.empty();
    }
    double error = Math.sqrt(squares(logs) / (logs.length - 1) / logs.length);
    return Optional.of(ofLog(mean(logs), quantile(logs.length - 1, confidence) * error));
  }

  /**
   * Ratio of slopes (Fieller, 1954, with Welch's degrees of freedom). Empty unless each slope has
   * an error, and when the interval of the slope of {@code a} holds 0.
   */
  public static Optional<RatioInterval> ofSlopes(
      SlopeEstimate a, SlopeEstimate b, double confidence) {
    if (!a.hasError() || !b.hasError() || !(a.slope() > 0)) {
      return Optional.empty();
    }
    double errorA = a.error() * a.error();
    double errorB = b.error() * b.error();
    double ratio = b.slope() / a.slope();
    double freedom = freedom(ratio * ratio * errorA, a.points() - 2, errorB, b.points() - 2);
    double t = quantile(freedom, confidence);
    double surely = a.slope() * a.slope() - t * t * errorA;
    if (surely <= 0) {
      return Optional.empty();
    }
    double product = a.slope() * b.slope();
    double rest = b.slope() * b.slope() - t * t * errorB;
    double root = Math.sqrt(Math.max(0, product * product - surely * rest));
    return Optional.of(
        new RatioInterval(
            ratio, Math.max(0, (product - root) / surely), (product + root) / surely));
  }

  /** Ratio of mean counts, see {@link CountRatio}. Empty without an event on either side. */
  public static Optional<RatioInterval> ofCounts(
      Collection<Double> a, Collection<Double> b, double confidence) {
    return CountRatio.of(a, b, confidence);
  }

  /** True if {@code value} lies within. */
  public boolean holds(double value) {
    return low <= value && value <= high;
  }

  /** The interval with each end moved outwards by a share, such as 0.05. */
  public RatioInterval widened(double share) {
    return new RatioInterval(ratio, low / (1 + share), high * (1 + share));
  }

  private static RatioInterval ofLog(double log, double margin) {
    return new RatioInterval(Math.exp(log), Math.exp(log - margin), Math.exp(log + margin));
  }

  private static boolean areFinite(double[] logs) {
    return IntStream.range(0, logs.length).allMatch(i -> Double.isFinite(logs[i]));
  }

  private static double mean(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    return IntStream.range(0, values.length)
        .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
        .sum();
  }

  /** Welch's and Satterthwaite's approximation. */
  private static double freedom(double errorA, double freedomA, double errorB, double freedomB) {
    double sum = errorA + errorB;
    return sum * sum / (errorA * errorA / freedomA + errorB * errorB / freedomB);
  }

  static double quantile(double freedom, double confidence) {
    return new TDistribution(freedom).inverseCumulativeProbability((1 + confidence) / 2);
  }
}
