package dev.logproof.reports.capacity;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Knee;
import java.util.List;
import java.util.Optional;

/** Measurements for tests. */
final class Rates {
  /** On the line 0.05 + 0.1 × MB/s, with small errors around it. */
  static final List<LoadPoint> LINE =
      List.of(point(1, 0.151), point(3, 0.348), point(5, 0.552), point(7, 0.749), point(9, 0.950));

  private Rates() {}

  static Measurements measured(LoadPoint... points) {
    return measured(List.of(points));
  }

  static Measurements measured(List<LoadPoint> points) {
    return new Measurements(
        new HeldRates(points), Optional.empty(), List.<Deployment>of(), List.of());
  }

  static Measurements measured(List<LoadPoint> points, Knee knee) {
    return new Measurements(
        new HeldRates(points), Optional.of(knee), List.<Deployment>of(), List.of());
  }

  static LoadPoint point(double megabytes, double cores) {
    return point(megabytes, cores, 150e6);
  }

  static LoadPoint point(double megabytes, double cores, double residentBytes) {
    return new LoadPoint(
        "ours",
        megabytes * 1e6,
        megabytes * 1e6,
        megabytes * 1e6 / 300,
        8,
        cores,
        (long) residentBytes,
        (long) residentBytes,
        true,
        "");
  }

  static Knee knee(Knee.State state, double megabytes) {
    return new Knee(
        "ours",
        megabytes * 1e6,
        state,
        "at most 0 lost, for 20 s",
        List.of(),
        "the generator was the limit");
  }
}
