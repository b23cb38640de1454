package dev.logproof.reports;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.PlanResult;
import dev.logproof.samples.ExperimentSample;
import dev.logproof.samples.LoadSample;
import dev.logproof.samples.VerdictSample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sample runs for tests. */
public final class SampleRun {
  private SampleRun() {}

  /** Three held rates, two deployments without loss, and a plan. */
  public static ExperimentResult complete() {
    return run("complete", ProcessHandle.current().pid())
        .found(sweep())
        .found(List.of(deployment(1, 0, 0, "pass"), deployment(2, 0, 3, "pass")))
        .plan(plan("measured"))
        .build();
  }

  /** A run with the given status that measured nothing yet. */
  public static ExperimentSample run(String status, long pid) {
    String reason = status.equals("failed") ? "aggregator-3 died with exit code 137" : "";
    return ExperimentSample.complete()
        .between(Instant.now().toString(), "2026-01-02T03:07:08Z")
        .pid(pid)
        .state(status, "deployment 2", reason);
  }

  /** Three held rates on the line 0.05 + 0.1 × MB/s. */
  public static List<LoadPoint> sweep() {
    return List.of(point(1e6, 0.15, true), point(3e6, 0.35, true), point(9e6, 0.95, true));
  }

  /** A point; without {@code held} it has a reason. */
  public static LoadPoint point(double rate, double cores, boolean held) {
    return new LoadPoint(
        "ours",
        rate,
        rate * 0.999,
        rate / 300,
        8,
        cores,
        150L << 20,
        160L << 20,
        held,
        held ? "" : "late");
  }

  /** A deployment with 360 tracers and one stop. */
  public static Deployment deployment(int number, long lost, long duplicated, String verdict) {
    List<Stop> stops =
        List.of(
            new Stop(
                "aggregator-" + number,
                1_767_323_045_000L,
                2_345,
                false,
                0,
                "accounting: received=7 delivered=7 rejected=0 pending=0"));
    return new Deployment(
        "ours",
        number,
        LoadSample.regular().build(),
        verdict(lost, duplicated, verdict).build(),
        stops);
  }

  /** The same deployment, of a load that was not offered. */
  public static Deployment invalid(Deployment deployment, String reason) {
    return new Deployment(
        deployment.target(),
        deployment.number(),
        LoadSample.regular().invalid(reason).build(),
        deployment.verdict(),
        deployment.stops());
  }

  static VerdictSample verdict(long lost, long duplicated, String verdict) {
    return VerdictSample.of(verdict).lost(lost, 3, "17.." + (16 + lost)).duplicated(duplicated);
  }

  /** A plan of five tasks. */
  public static PlanResult plan(String basis) {
    return new PlanResult(
        1, 5, 10, 45e6, 9e6, basis, List.of("because <it> says so"), Optional.empty());
  }
}
