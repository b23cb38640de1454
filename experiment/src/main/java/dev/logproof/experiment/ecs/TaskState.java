package dev.logproof.experiment.ecs;

import dev.logproof.record.result.ExperimentResult.Stop;
import java.util.Locale;
import java.util.Map;

/**
 * One task in an answer of DescribeTasks. Times are milliseconds since the epoch, 0 until known.
 *
 * @param exitCodes of containers that have ended
 * @param stopCode such as {@code ServiceSchedulerInitiated}; empty while running
 * @param stoppedReason in ECS's words; empty while running
 */
public record TaskState(
    String arn,
    String lastStatus,
    Map<String, Integer> exitCodes,
    long stoppingAtMillis,
    long stoppedAtMillis,
    String stopCode,
    String stoppedReason) {
  /** For a task of which no container reported an exit code, such as after a lost host. */
  public static final int NO_EXIT_CODE = -1;

  private static final int SIGKILL_EXIT_CODE = 137;

  /** Copies the map. */
  public TaskState {
    exitCodes = Map.copyOf(exitCodes);
  }

  /** Last part of the ARN. */
  public String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** Whether its containers run. */
  public boolean isRunning() {
    return lastStatus.equals("RUNNING");
  }

  /** Whether its containers have ended. */
  public boolean isStopped() {
    return lastStatus.equals("STOPPED");
  }

  /** The highest exit code of its containers, so that a killed one shows. */
  public int exitCode() {
    return exitCodes.values().stream().mapToInt(code -> code).max().orElse(NO_EXIT_CODE);
  }

  /** The stop as ECS reports it; its log, with the accounting line, is not read. */
  public Stop stop() {
    return new Stop(
        id(),
        stoppingAtMillis,
        Math.max(0, stoppedAtMillis - stoppingAtMillis),
        exitCode() == SIGKILL_EXIT_CODE,
        exitCode(),
        "");
  }

  /** Why and how the task ended, in one sentence. */
  public String describeStop() {
    String exit =
        exitCode() == NO_EXIT_CODE
            ? "no exit code"
            : String.format(Locale.ROOT, "exit code %d", exitCode());
    return "Task " + id() + " stopped with " + exit + ": " + stopCode + ", " + stoppedReason + ".";
  }
}
