package dev.logproof.reports.capacity;

import dev.logproof.record.result.ExperimentResult.LoadPoint;
import java.util.List;

/**
 * A rate that one task was seen to hold, and what it cost.
 *
 * @param offeredBytesPerSecond the rate asked for, which is the rate that counts as held
 * @param achievedBytesPerSecond the rate that was really written, which the processor time is for
 * @param cpuCores processor time of the task over the time measured
 */
public record HeldPoint(
    double offeredBytesPerSecond, double achievedBytesPerSecond, double cpuCores) {
  /** Those points of a sweep at which load and task kept up. */
  public static List<HeldPoint> of(List<LoadPoint> sweep) {
    return sweep.stream()
        .filter(LoadPoint::held)
        .map(
            p -> new HeldPoint(p.offeredBytesPerSecond(), p.achievedBytesPerSecond(), p.cpuCores()))
        .toList();
  }
}
