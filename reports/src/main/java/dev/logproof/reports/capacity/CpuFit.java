package dev.logproof.reports.capacity;

import dev.logproof.statistics.LineFit;
import java.util.List;
import java.util.Optional;

/**
 * Least-squares line {@code cores = intercept + slope × rate} through the held points.
 *
 * @param interceptCores CPU of a task without load, extrapolated
 * @param coresPerByte cores per byte per second
 * @param slopeMargin half the width of the slope's 95 % interval; empty for fewer than three points
 */
public record CpuFit(
    double interceptCores,
    double coresPerByte,
    double rSquared,
    Optional<Double> slopeMargin,
    int points) {
  /** Fewest points for a meaningful fit; a line fits any two points. */
  public static final int MIN_POINTS_FOR_FIT = LineFit.MIN_POINTS;

  /** Fits the line; empty with fewer than two distinct rates. */
  public static Optional<CpuFit> through(List<HeldPoint> points) {
    double[] rates = points.stream().mapToDouble(HeldPoint::achievedBytesPerSecond).toArray();
    double[] cores = points.stream().mapToDouble(HeldPoint::cpuCores).toArray();
    return LineFit.through(rates, cores)
        .map(
            line ->
                new CpuFit(
                    line.intercept(),
                    line.slope(),
                    line.rSquared(),
                    Optional.of(line.slopeMargin()).filter(Double::isFinite),
                    line.points()));
  }

  /** True if the points suffice to assess linearity. */
  public boolean testsLinearity() {
    return points >= MIN_POINTS_FOR_FIT && Double.isFinite(rSquared);
  }

  /** True if the slope's interval lies above 0; two points have no interval. */
  public boolean risesSurely() {
    return slopeMargin.map(margin -> coresPerByte - margin > 0).orElse(false);
  }

  /** Cores at a rate on the line. */
  public double coresAt(double bytesPerSecond) {
    return interceptCores + coresPerByte * bytesPerSecond;
  }
}
