package dev.logproof.reports.capacity;

import dev.logproof.record.result.PlanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Computes the number of tasks for a load from the rate of one task. */
public final class CapacityPlanner {
  /** A quotient this close above an integer is rounded down. */
  private static final double ROUNDING = 1e-9;

  private CapacityPlanner() {}

  /**
   * Computes {@code minTasks}, at least one, and {@code maxTasks}: {@code minTasks × maxFactor},
   * rounded up.
   *
   * @param maxFactor at least 1
   */
  public static PlanResult plan(double loadBytesPerSecond, TaskRate task, double maxFactor) {
    int minTasks = Math.max(1, ceil(loadBytesPerSecond / task.bytesPerSecond()));
    int maxTasks = ceil(minTasks * maxFactor);
    List<String> explanation = new ArrayList<>(task.explanation());
    explanation.add(
        String.format(
            Locale.ROOT,
            "minTasks = %.2f MB/s ÷ %.2f MB/s per task, rounded up = %d",
            loadBytesPerSecond / 1e6,
            task.bytesPerSecond() / 1e6,
            minTasks));
    explanation.add(
        String.format(Locale.ROOT, "maxTasks = minTasks × %s = %d", maxFactor, maxTasks));
    return new PlanResult(
        PlanResult.VERSION,
        minTasks,
        maxTasks,
        loadBytesPerSecond,
        task.bytesPerSecond(),
        task.basis(),
        List.copyOf(explanation));
  }

  private static int ceil(double quotient) {
    return Math.toIntExact((long) Math.ceil(quotient * (1 - ROUNDING)));
  }
}
