package dev.logproof.record.result;

import java.util.List;

/**
 * Number of tasks that a load needs: standard output of {@code capacity-plan --format json}.
 *
 * @param version format version, {@link #VERSION}
 * @param minTasks the CloudFormation parameter MinTasks
 * @param maxTasks the CloudFormation parameter MaxTasks
 * @param loadBytesPerSecond planned load
 * @param perTaskBytesPerSecond load assumed for one task
 * @param basis {@code measured}, or {@code article} without measurements
 * @param explanation derivation of the numbers, human-readable
 */
public record PlanResult(
    int version,
    int minTasks,
    int maxTasks,
    double loadBytesPerSecond,
    double perTaskBytesPerSecond,
    String basis,
    List<String> explanation) {
  /** Format version that is written. */
  public static final int VERSION = 1;
}
