package dev.logproof.statistics;

import java.util.Arrays;

/**
 * Slope of a least-squares line with a standard error that does not assume the same noise at every
 * {@code x}: noise in proportion to {@code y} makes the usual error too small. It is the larger one
 * of the usual error and of HC3 (MacKinnon and White, 1985).
 *
 * @param error not a number without one: fewer than three points, a point that alone determines the
 *     slope, or points exactly on a line
 */
public record SlopeEstimate(double slope, double error, int points) {
  /** Below this share of freedom, a point's distance from the line says nothing. */
  private static final double MIN_FREEDOM = 1e-9;

  /** Rounding of points on a line, relative to the slope. */
  private static final double ROUNDING = 1e-9;

  /**
   * Fits the line.
   *
   * @param y as many as {@code x}
   */
  public static SlopeEstimate of(double[] x, double[] y) {
    int n = x.length;
    double meanX = Arrays.stream(x).average().orElse(Double.NaN);
    double meanY = Arrays.stream(y).average().orElse(Double.NaN);
    double squares = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      squares += (x[i] - meanX) * (x[i] - meanX);
      products += (x[i] - meanX) * (y[i] - meanY);
    }
    double slope = products / squares;
    if (n < LineFit.MIN_POINTS || squares == 0) {
      return new SlopeEstimate(slope, Double.NaN, n);
    }
    double residuals = 0;
    double robust = 0;
    for (int i = 0; i < n; i++) {
      double distance = x[i] - meanX;
      double residual = y[i] - meanY - slope * distance;
      double freedom = 1 - 1.0 / n - distance * distance / squares;
      double share = freedom < MIN_FREEDOM ? Double.NaN : distance * residual / freedom;
      robust += share * share;
      residuals += residual * residual;
    }
    double usual = Math.sqrt(residuals / (n - 2) / squares);
    double error = Math.max(usual, Math.sqrt(robust) / squares);
    return new SlopeEstimate(slope, error > ROUNDING * slope ? error : Double.NaN, n);
  }

  /** True if there is an error. */
  public boolean hasError() {
    return !Double.isNaN(error);
  }
}
