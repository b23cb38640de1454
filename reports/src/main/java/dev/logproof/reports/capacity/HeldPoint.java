package dev.logproof.reports.capacity;

import dev.logproof.record.result.ExperimentResult.LoadPoint;
import java.util.List;

/**
 * A rate that one task sustained, and its CPU use.
 *
 * @param offeredBytesPerSecond requested rate; counts as the held rate
 * @param achievedBytesPerSecond rate written; the CPU use refers to it
 */
public record HeldPoint(
    double offeredBytesPerSecond, double achievedBytesPerSecond, double cpuCores) {
  /** Selects the points at which load generator and task kept up. */
  public static List<HeldPoint> of(List<LoadPoint> sweep) {
    return sweep.stream()
        .filter(LoadPoint::held)
        .map(
            p -> new HeldPoint(p.offeredBytesPerSecond(), p.achievedBytesPerSecond(), p.cpuCores()))
        .toList();
  }
}
