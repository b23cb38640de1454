package dev.logproof.record.result;

import java.util.List;

/**
 * Number of tasks that a load needs: standard output of {@code capacity-plan --format json}.
 *
 * @param perTaskBytesPerSecond load assumed for one task
 * @param basis {@code measured}, or {@code article} without measurements
 */
public record PlanResult(
    int version,
    int minTasks,
    int maxTasks,
    double loadBytesPerSecond,
    double perTaskBytesPerSecond,
    String basis,
    List<String> explanation) {
  public static final int VERSION = 1;
}
