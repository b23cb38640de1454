package dev.logproof.statistics;

import java.util.Collection;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A mean with its 95 % interval (Student's t).
 *
 * @param margin half the width of the interval; infinite for fewer than two values; 0 for equal
 *     values, which show no spread and prove no certainty
 */
public record MeanInterval(int values, double mean, double margin) {
  private static final double UPPER_TAIL = 0.975;

  /** Computes the interval of at least one value. */
  public static MeanInterval of(Collection<? extends Number> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Number::doubleValue).average().orElseThrow();
    if (n < 2) {
      return new MeanInterval(n, mean, Double.POSITIVE_INFINITY);
    }
    double squares =
        values.stream().mapToDouble(Number::doubleValue).map(v -> (v - mean) * (v - mean)).sum();
    double error = Math.sqrt(squares / (n - 1) / n);
    return new MeanInterval(n, mean, error * quantile(n));
  }

  /** Margin of the mean of {@code values} values, at least two, in standard errors. */
  public static double quantile(int values) {
    return new TDistribution(values - 1).inverseCumulativeProbability(UPPER_TAIL);
  }

  /** Lower end. */
  public double low() {
    return mean - margin;
  }

  /** Upper end. */
  public double high() {
    return mean + margin;
  }

  /** True if the values differ, so that the interval has a width. */
  public boolean hasSpread() {
    return margin > 0 && Double.isFinite(margin);
  }
}
