package dev.logproof.record.result;

import java.util.List;
import java.util.Optional;

/**
 * Result of a scaling policy under one kind of clients.
 *
 * @param clients {@code fixed} for long-lived connections, {@code reconnecting} for clients that
 *     dial again by themselves, {@code moved} for connections that the aggregator ends at an age
 * @param actions of the policy, in order
 * @param before share of the load of each task before the first scale-out
 * @param after share of the load of each task at the end
 * @param movedShare load taken by tasks that the policy added, 0 to 1
 * @param verdict on every line of the load; empty when none was verified
 */
public record ScaleCase(
    String target,
    String clients,
    List<Action> actions,
    List<TaskShare> before,
    List<TaskShare> after,
    double movedShare,
    Optional<VerdictResult> verdict)
    implements Finding {
  /** Copies the lists. */
  public ScaleCase {
    actions = List.copyOf(actions);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * One decision of the policy.
   *
   * @param averageCpuShare of the tasks, that led to it; 0 to 1
   * @param tasks number after it
   */
  public record Action(long atMillis, String kind, double averageCpuShare, int tasks) {}

  /**
   * Load and connections of one task.
   *
   * @param cpuCores about one second's average
   */
  public record TaskShare(String task, double share, int connections, double cpuCores) {}
}
