package dev.logproof.record.result;

import java.util.List;
import java.util.Optional;

/**
 * State of an experiment: {@value #FILE_NAME}, replaced at each step, so that a killed experiment
 * leaves its progress.
 *
 * @param runId name of its directory
 * @param startedAt ISO-8601 instant
 * @param updatedAt ISO-8601 instant
 * @param pid writer of this file; status running without this process means interrupted
 * @param experiment suite, such as {@code reproduce}
 * @param status {@code running}, {@code complete}, {@code partial} after an interrupt, or {@code
 *     failed}
 * @param message why the experiment ended; empty while running or when complete
 * @param sweep all targets, with repetitions of a rate as points of their own
 * @param deployments all targets
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
    List<MeasuredTarget> targets,
    List<Parameter> parameters,
    List<LoadPoint> sweep,
    List<Knee> knees,
    List<Deployment> deployments,
    List<FaultRow> faults,
    List<ScaleCase> scale,
    List<Sample> samples,
    List<Period> periods,
    Optional<PlanResult> plan) {
  public static final int VERSION = 2;

  public static final String FILE_NAME = "run.json";

  /** Machine of an experiment. */
  public record Machine(String os, int processors, String java, long memoryBytes) {}

  /**
   * Resources that one aggregator task used at one rate.
   *
   * @param cpuCores 1.0 is one full core
   * @param residentBytes at the end of the measurement
   * @param held whether load generator and task both kept up
   * @param remark why they did not; empty when held
   */
  public record LoadPoint(
      String target,
      double offeredBytesPerSecond,
      double achievedBytesPerSecond,
      double eventsPerSecond,
      double seconds,
      double cpuCores,
      long residentBytes,
      long peakResidentBytes,
      boolean held,
      String remark)
      implements Finding {}

  /**
   * One rolling deployment under load.
   *
   * @param number from 1, per target
   * @param stops one per old task
   */
  public record Deployment(
      String target, int number, LoadResult load, VerdictResult verdict, List<Stop> stops)
      implements Finding {}

  /**
   * The stop of one task.
   *
   * @param sigtermAtMillis since the epoch
   * @param stopMillis from SIGTERM to exit
   * @param accounting accounting line logged last
   */
  public record Stop(
      String task,
      long sigtermAtMillis,
      long stopMillis,
      boolean killed,
      int exitCode,
      String accounting) {}
}
