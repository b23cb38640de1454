package dev.logproof.throughput.measure;

import dev.logproof.statistics.LineFit;
import java.util.List;
import java.util.Optional;

/** Fit of CPU against rate: {@code cores = idleCores + cpuMillisPerMegabyte / 1000 × MB/s}. */
public record LinearFit(double idleCores, double cpuMillisPerMegabyte, double rSquared) {
  private static final int MIN_POINTS = LineFit.MIN_POINTS;

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
    double[] rates = points.stream().mapToDouble(Measurement::achievedMegabytesPerSecond).toArray();
    double[] cores = points.stream().mapToDouble(Measurement::cpuCores).toArray();
    return LineFit.through(rates, cores)
        .map(line -> new LinearFit(line.intercept(), line.slope() * 1_000, line.rSquared()));
  }
}
