package dev.logproof.record.result;

import java.util.List;
import java.util.Optional;

/**
 * An experiment, from its first minute to its end: {@value #FILE_NAME}, replaced at each step, so
 * that what a killed experiment leaves says how far it came.
 *
 * @param version of the format, {@link #VERSION}
 * @param logproofVersion that wrote it
 * @param experiment what was run, such as {@code reproduce}
 * @param runId the name of its directory
 * @param seed that makes the same run again
 * @param startedAt ISO-8601 instant
 * @param updatedAt ISO-8601 instant
 * @param pid of the process that writes this file; a status of running without it was interrupted
 * @param status {@code running}, {@code complete} or {@code failed}
 * @param step what is or was being done, for people
 * @param message what ended it, for people; empty while running or when complete
 * @param machine where it ran
 * @param sweep one point a rate
 * @param deployments one a rolling deployment
 * @param plan what the planner made of the sweep, once it ran
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
  /** The version of the format written here. */
  public static final int VERSION = 1;

  /** The file's name in the directory of its run. */
  public static final String FILE_NAME = "run.json";

  /** Where an experiment ran: operating system, processor count, JVM and memory in bytes. */
  public record Machine(String os, int processors, String java, long memoryBytes) {}

  /**
   * What one aggregator task cost at one rate.
   *
   * @param offeredBytesPerSecond asked of the load generator
   * @param achievedBytesPerSecond written by it
   * @param eventsPerSecond written by it
   * @param seconds measured
   * @param cpuCores processor time of the task over the time measured: 1.0 is one whole core
   * @param residentBytes resident set at the end of the measurement
   * @param peakResidentBytes largest resident set seen
   * @param held true when load and task both kept up with the rate
   * @param remark why it was not held, for people; empty when held
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
   * @param load the load it ran under
   * @param verdict what arrived
   * @param stops each old task's stop
   */
  public record Deployment(int number, LoadResult load, VerdictResult verdict, List<Stop> stops) {}

  /**
   * The stop of one task.
   *
   * @param task its name
   * @param sigtermAtMillis milliseconds since the epoch
   * @param stopMillis from SIGTERM to its exit
   * @param killed true when it had to be killed
   * @param exitCode of the process
   * @param accounting its last words: the accounting line
   */
  public record Stop(
      String task,
      long sigtermAtMillis,
      long stopMillis,
      boolean killed,
      int exitCode,
      String accounting) {}
}
