package dev.logproof.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * Least-squares line {@code y = intercept + slope × x} with 95 % intervals (Student's t).
 *
 * @param slopeMargin half the width of the slope's interval; infinite for two points
 */
public record LineFit(
    double intercept,
    double slope,
    double slopeMargin,
    double rSquared,
    int points,
    double meanX,
    double residualError,
    double squaresX) {
  /** Fewest points with an interval; a line fits any two points. */
  public static final int MIN_POINTS = 3;

  private static final double UPPER_TAIL = 0.975;

  /**
   * Fits the line; empty with fewer than two distinct {@code x}.
   *
   * @param y as many as {@code x}
   */
  public static Optional<LineFit> through(double[] x, double[] y) {
    SimpleRegression regression = new SimpleRegression();
    for (int point = 0; point < x.length; point++) {
      regression.addData(x[point], y[point]);
    }
    if (x.length < 2 || regression.getXSumSquares() == 0) {
      return Optional.empty();
    }
    boolean interval = x.length >= MIN_POINTS;
    double meanX = Arrays.stream(x).average().orElseThrow();
    return Optional.of(
        new LineFit(
            regression.getIntercept(),
            regression.getSlope(),
            interval ? quantile(x.length) * regression.getSlopeStdErr() : Double.POSITIVE_INFINITY,
            regression.getRSquare(),
            x.length,
            meanX,
            interval ? Math.sqrt(regression.getMeanSquareError()) : Double.POSITIVE_INFINITY,
            regression.getXSumSquares()));
  }

  /** Value on the line. */
  public double at(double x) {
    return intercept + slope * x;
  }

  /** Half the width of the interval of the mean at {@code x}: the band around the line. */
  public double marginAt(double x) {
    if (points < MIN_POINTS) {
      return Double.POSITIVE_INFINITY;
    }
    double distance = x - meanX;
    return quantile(points)
        * residualError
        * Math.sqrt(1.0 / points + distance * distance / squaresX);
  }

  /** Width of the slope's interval relative to the slope, half of it; 0.1 is ± 10 %. */
  public double relativeMargin() {
    return slope > 0 ? slopeMargin / slope : Double.POSITIVE_INFINITY;
  }

  private static double quantile(int points) {
    return new TDistribution(points - 2).inverseCumulativeProbability(UPPER_TAIL);
  }
}
