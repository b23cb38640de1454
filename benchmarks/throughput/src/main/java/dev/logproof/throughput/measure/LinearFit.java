package dev.logproof.throughput.measure;

import java.util.List;
import java.util.Optional;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * CPU against rate: {@code cores = idleCores + cpuMillisPerMegabyte / 1000 × MB/s}.
 *
 * @param rSquared the share of the differences that the line explains
 */
public record LinearFit(double idleCores, double cpuMillisPerMegabyte, double rSquared) {
  /** A line goes through any two points. */
  private static final int MIN_POINTS = 3;

  /** Through the good measurements of {@code aggregator} at a rate; none with too few of them. */
  public static Optional<LinearFit> of(String aggregator, List<Measurement> measurements) {
    List<Measurement> points =
        measurements.stream()
            .filter(m -> m.aggregator().equals(aggregator) && m.isGood())
            .filter(m -> !Rate.parse(m.rate()).isSaturation())
            .toList();
    if (points.stream().map(Measurement::rate).distinct().count() < MIN_POINTS) {
      return Optional.empty();
    }
    SimpleRegression regression = new SimpleRegression();
    points.forEach(m -> regression.addData(m.achievedMegabytesPerSecond(), m.cpuCores()));
    return Optional.of(
        new LinearFit(
            regression.getIntercept(), regression.getSlope() * 1_000, regression.getRSquare()));
  }
}
