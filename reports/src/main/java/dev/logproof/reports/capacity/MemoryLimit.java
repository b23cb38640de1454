package dev.logproof.reports.capacity;

import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.statistics.Crossing;
import dev.logproof.statistics.LineFit;
import java.util.Optional;

/** The rate at which a task reaches its memory. */
final class MemoryLimit {
  private MemoryLimit() {}

  /**
   * The lower of the rate at which a line through the resident bytes reaches {@code memoryBytes}
   * and the highest rate held below any that exceeded it; infinite if no rate that was held comes
   * near it. The line is not used beyond the highest rate held.
   *
   * @throws NotPlannableException if the lowest rate needed more
   */
  static Limit of(Measurements measured, double memoryBytes) throws NotPlannableException {
    Limit observed = observed(measured, memoryBytes);
    Optional<Crossing> reached = crossing(measured, memoryBytes);
    double most = Math.min(observed.bytesPerSecond(), measured.highestHeld());
    if (reached.isEmpty() || reached.get().x() >= most) {
      return observed;
    }
    Crossing at = reached.get();
    return new Limit(
        Limit.MEMORY,
        at.x(),
        Math.min(at.x(), Math.max(at.low(), measured.held().lowest())),
        at.high(),
        Text.of(
            "memory: resident memory rises with the rate and reaches the %.2f GB of a task at %.2f"
                + " MB/s (95 %%: %.2f to %.2f)",
            memoryBytes / 1e9, at.x() / 1e6, at.low() / 1e6, at.high() / 1e6));
  }

  private static Limit observed(Measurements measured, double memoryBytes)
      throws NotPlannableException {
    double over = lowestOver(measured, memoryBytes);
    if (Double.isInfinite(over)) {
      return Limit.observed(
          Limit.MEMORY,
          Double.POSITIVE_INFINITY,
          Text.of(
              "memory: a task held at most %.2f GB of its %.2f GB, so memory limits no rate that was"
                  + " held",
              highest(measured) / 1e9, memoryBytes / 1e9));
    }
    double held = within(measured, over);
    if (held == 0) {
      throw new NotPlannableException(
          Text.of(
              "at %s, the lowest rate held, a task already exceeded its memory of %.2f GB: raise"
                  + " --memory",
              Text.rate(over), memoryBytes / 1e9));
    }
    return Limit.observed(
        Limit.MEMORY,
        held,
        Text.of(
            "memory: %s is the highest rate held below %s, at which a task exceeded its %.2f GB",
            Text.rate(held), Text.rate(over), memoryBytes / 1e9));
  }

  private static Optional<Crossing> crossing(Measurements measured, double memoryBytes) {
    double[] x =
        measured.held().points().stream().mapToDouble(LoadPoint::achievedBytesPerSecond).toArray();
    double[] y = measured.held().points().stream().mapToDouble(LoadPoint::residentBytes).toArray();
    return LineFit.through(x, y)
        .filter(line -> line.slope() > 0)
        .flatMap(line -> line.crossing(memoryBytes))
        .filter(at -> at.x() > 0);
  }

  private static double within(Measurements measured, double over) {
    return measured.held().points().stream()
        .mapToDouble(LoadPoint::offeredBytesPerSecond)
        .filter(rate -> rate < over)
        .max()
        .orElse(0);
  }

  private static double lowestOver(Measurements measured, double memoryBytes) {
    return measured.held().points().stream()
        .filter(point -> peak(point) > memoryBytes)
        .mapToDouble(LoadPoint::offeredBytesPerSecond)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static double highest(Measurements measured) {
    return measured.held().points().stream().mapToDouble(MemoryLimit::peak).max().orElseThrow();
  }

  private static double peak(LoadPoint point) {
    return Math.max(point.residentBytes(), point.peakResidentBytes());
  }
}
