package dev.logproof.record.result;

import java.util.List;

/**
 * How many tasks a load needs: standard output of {@code capacity-plan --format json}.
 *
 * @param version of the format, {@link #VERSION}
 * @param minTasks the CloudFormation parameter MinTasks
 * @param maxTasks the CloudFormation parameter MaxTasks
 * @param loadBytesPerSecond the load planned for
 * @param perTaskBytesPerSecond what one task is trusted with
 * @param basis {@code measured}, or {@code article} when there was nothing to measure by
 * @param explanation how the numbers came about, for people
 */
public record PlanResult(
    int version,
    int minTasks,
    int maxTasks,
    double loadBytesPerSecond,
    double perTaskBytesPerSecond,
    String basis,
    List<String> explanation) {
  /** The version of the format written here. */
  public static final int VERSION = 1;
}
