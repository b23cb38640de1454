package dev.logproof.reports;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.LoadResult;
import java.util.List;
import java.util.Optional;

/** Sample runs for plans. */
public final class PlanRun {
  private PlanRun() {}

  /** A complete run with these rates and knees. */
  public static ExperimentResult of(List<LoadPoint> sweep, List<Knee> knees) {
    return of("complete", sweep, knees, List.of());
  }

  /** A run in a state. */
  public static ExperimentResult of(
      String status, List<LoadPoint> sweep, List<Knee> knees, List<Deployment> deployments) {
    ExperimentResult run = SampleRun.run(status, 1, sweep, deployments, Optional.empty());
    return new ExperimentResult(
        run.version(),
        run.logproofVersion(),
        run.experiment(),
        run.runId(),
        run.seed(),
        run.startedAt(),
        run.updatedAt(),
        run.pid(),
        run.status(),
        run.step(),
        run.message(),
        run.machine(),
        run.targets(),
        run.parameters(),
        run.sweep(),
        knees,
        run.deployments(),
        run.faults(),
        run.scale(),
        run.samples(),
        run.periods(),
        run.plan());
  }

  /** The same deployment, of a load that was not offered. */
  public static Deployment invalid(Deployment deployment, String reason) {
    LoadResult load = deployment.load();
    LoadResult invalid =
        new LoadResult(
            load.version(),
            load.logproofVersion(),
            load.runId(),
            load.seed(),
            load.startedAtMillis(),
            load.seconds(),
            load.targets(),
            load.connections(),
            load.tag(),
            load.targetBytesPerSecond(),
            load.achievedBytesPerSecond(),
            load.events(),
            load.bytes(),
            load.tracersAttempted(),
            load.reconnects(),
            load.resentEvents(),
            load.maxLatenessMillis(),
            false,
            List.of(reason),
            load.stopReason());
    return new Deployment(
        deployment.target(),
        deployment.number(),
        invalid,
        deployment.verdict(),
        deployment.stops());
  }
}
