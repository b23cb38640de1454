package dev.logproof.record.result;

import java.util.List;
import java.util.Optional;

/**
 * The state of an experiment: {@value #FILE_NAME}, replaced at each step, so that a killed
 * experiment leaves its progress.
 *
 * @param version format version, {@link #VERSION}
 * @param logproofVersion logproof version that wrote the file
 * @param experiment name of the experiment, such as {@code reproduce}
 * @param runId name of its directory
 * @param seed reproduces the run
 * @param startedAt ISO-8601 instant
 * @param updatedAt ISO-8601 instant
 * @param pid process that writes this file; status running without this process means interrupted
 * @param status {@code running}, {@code complete} or {@code failed}
 * @param step current or last step, human-readable
 * @param message why the experiment ended, human-readable; empty while running or when complete
 * @param machine machine of the experiment
 * @param sweep one point per rate
 * @param deployments one entry per rolling deployment
 * @param plan the planner's result for the sweep, once available
 */
public record ExperimentResult(
    int version,
    String logproofVersion,
    String experiment,
    String runId,
    long seed,
    String startedAt,
    String updatedAt,
    long pid,
    String status,
    String step,
    String message,
    Machine machine,
    List<LoadPoint> sweep,
    List<Deployment> deployments,
    Optional<PlanResult> plan) {
  /** Format version that is written. */
  public static final int VERSION = 1;

  /** File name in the run's directory. */
  public static final String FILE_NAME = "run.json";

  /** Machine of an experiment: operating system, processor count, JVM and memory in bytes. */
  public record Machine(String os, int processors, String java, long memoryBytes) {}

  /**
   * Resources that one aggregator task used at one rate.
   *
   * @param offeredBytesPerSecond rate requested from the load generator
   * @param achievedBytesPerSecond rate that the load generator wrote
   * @param eventsPerSecond events that the load generator wrote
   * @param seconds duration of the measurement
   * @param cpuCores processor time of the task per measured time: 1.0 is one full core
   * @param residentBytes resident set at the end of the measurement
   * @param peakResidentBytes largest resident set seen
   * @param held whether load generator and task both kept up with the rate
   * @param remark why they did not, human-readable; empty when held
   */
  public record LoadPoint(
      double offeredBytesPerSecond,
      double achievedBytesPerSecond,
      double eventsPerSecond,
      double seconds,
      double cpuCores,
      long residentBytes,
      long peakResidentBytes,
      boolean held,
      String remark) {}

  /**
   * One rolling deployment under load.
   *
   * @param number from 1
   * @param load result of the load
   * @param verdict result of the verification
   * @param stops one entry per stopped old task
   */
  public record Deployment(int number, LoadResult load, VerdictResult verdict, List<Stop> stops) {}

  /**
   * The stop of one task.
   *
   * @param task name of the task
   * @param sigtermAtMillis milliseconds since the epoch
   * @param stopMillis from SIGTERM to exit
   * @param killed whether it had to be killed
   * @param exitCode exit code of the process
   * @param accounting the accounting line that it logged last
   */
  public record Stop(
      String task,
      long sigtermAtMillis,
      long stopMillis,
      boolean killed,
      int exitCode,
      String accounting) {}
}
