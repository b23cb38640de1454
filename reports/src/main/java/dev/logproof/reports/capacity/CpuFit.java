package dev.logproof.reports.capacity;

import java.util.List;
import java.util.Optional;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * The straight line {@code cores = intercept + slope × rate} through the held points, by least
 * squares.
 *
 * @param interceptCores processor time of a task without load, as the line has it
 * @param coresPerByte slope: cores for each byte a second, that is processor seconds a byte
 * @param rSquared share of the variation that the line explains
 * @param slopeMargin half the width of the slope's 95 % interval; none with fewer than three points
 * @param points how many the line goes through
 */
public record CpuFit(
    double interceptCores,
    double coresPerByte,
    double rSquared,
    Optional<Double> slopeMargin,
    int points) {
  /** Below this a line fits whatever was measured, so that its fit says nothing. */
  public static final int MIN_POINTS_FOR_FIT = 3;

  /** The line, or none when the points are of fewer than two rates. */
  public static Optional<CpuFit> through(List<HeldPoint> points) {
    long rates = points.stream().mapToDouble(HeldPoint::achievedBytesPerSecond).distinct().count();
    if (rates < 2) {
      return Optional.empty();
    }
    SimpleRegression regression = new SimpleRegression();
    points.forEach(p -> regression.addData(p.achievedBytesPerSecond(), p.cpuCores()));
    double margin =
        points.size() < MIN_POINTS_FOR_FIT ? Double.NaN : regression.getSlopeConfidenceInterval();
    return Optional.of(
        new CpuFit(
            regression.getIntercept(),
            regression.getSlope(),
            regression.getRSquare(),
            Double.isFinite(margin) ? Optional.of(margin) : Optional.empty(),
            points.size()));
  }

  /** True when the fit says something about linearity. */
  public boolean judgesLinearity() {
    return points >= MIN_POINTS_FOR_FIT && Double.isFinite(rSquared);
  }

  /**
   * True when the slope's interval lies above 0, so that more load surely costs more. Two points
   * have no interval: a line fits them whatever they are.
   */
  public boolean risesSurely() {
    return slopeMargin.map(margin -> coresPerByte - margin > 0).orElse(false);
  }

  /** Cores at a rate, as the line has it. */
  public double coresAt(double bytesPerSecond) {
    return interceptCores + coresPerByte * bytesPerSecond;
  }
}
