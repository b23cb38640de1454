package dev.logproof.throughput.measure;

import java.util.List;
import java.util.Optional;
import org.hipparchus.stat.regression.SimpleRegression;

/** Fit of CPU against rate: {@code cores = idleCores + cpuMillisPerMegabyte / 1000 × MB/s}. */
public record LinearFit(double idleCores, double cpuMillisPerMegabyte, double rSquared) {
  /** Two points always fit a line. */
  private static final int MIN_POINTS = 3;

  /** Fits the good measurements below saturation; empty with too few rates. */
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
