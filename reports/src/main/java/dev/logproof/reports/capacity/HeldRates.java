package dev.logproof.reports.capacity;

import dev.logproof.record.result.ExperimentResult.LoadPoint;
import java.util.List;
import java.util.Optional;

/**
 * Rates that one task held.
 *
 * @param points at least one; repetitions of a rate are points of their own
 */
public record HeldRates(List<LoadPoint> points) {
  /** Copies the list. */
  public HeldRates {
    points = List.copyOf(points);
  }

  /** Highest rate of the points. */
  double highest() {
    return points.stream().mapToDouble(LoadPoint::offeredBytesPerSecond).max().orElseThrow();
  }

  /** Lowest rate of the points. */
  double lowest() {
    return points.stream().mapToDouble(LoadPoint::offeredBytesPerSecond).min().orElseThrow();
  }

  /** Different rates, lowest first. */
  List<Double> rates() {
    return points.stream().map(LoadPoint::offeredBytesPerSecond).distinct().sorted().toList();
  }

  /** Bytes per event, over all points; empty when no event was counted. */
  public Optional<Double> bytesPerLine() {
    double bytes = 0;
    double events = 0;
    for (LoadPoint point : points) {
      bytes += point.achievedBytesPerSecond() * point.seconds();
      events += point.eventsPerSecond() * point.seconds();
    }
    return events > 0 && bytes > 0 ? Optional.of(bytes / events) : Optional.empty();
  }
}
