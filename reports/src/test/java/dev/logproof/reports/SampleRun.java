package dev.logproof.reports;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Machine;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sample runs for tests. */
public final class SampleRun {
  private SampleRun() {}

  /** Three held rates, two deployments without loss, and a plan. */
  public static ExperimentResult complete() {
    return run(
        "complete",
        ProcessHandle.current().pid(),
        sweep(),
        List.of(deployment(1, 0, 0, "pass"), deployment(2, 0, 3, "pass")),
        Optional.of(plan("measured")));
  }

  /** A run with the given status. */
  public static ExperimentResult run(
      String status,
      long pid,
      List<LoadPoint> sweep,
      List<Deployment> deployments,
      Optional<PlanResult> plan) {
    return new ExperimentResult(
        ExperimentResult.VERSION,
        "0.1.0",
        "reproduce",
        "20260102-030405-abcd",
        42,
        Instant.now().toString(),
        "2026-01-02T03:07:08Z",
        pid,
        status,
        "deployment 2",
        status.equals("failed") ? "aggregator-3 died with exit code 137" : "",
        new Machine("Linux 6.1", 2, "17.0.1", 8L << 30),
        List.of(),
        List.of(),
        sweep,
        List.of(),
        deployments,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        plan);
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
    return new Deployment("ours", number, load(), verdict(lost, duplicated, verdict), stops);
  }

  private static VerdictResult verdict(long lost, long duplicated, String verdict) {
    List<SourceRanges> lostRanges =
        lost == 0
            ? List.of()
            : List.of(new SourceRanges("r1", 3, SequenceRanges.parse("17.." + (16 + lost))));
    return new VerdictResult(
        1,
        "0.1.0",
        verdict,
        List.of(),
        List.of("r1"),
        360,
        0,
        360 - lost,
        lost,
        0,
        lost,
        0,
        duplicated,
        0,
        0,
        0,
        (360.0 - lost) / 360,
        0.98981,
        1,
        1 - lost / (18.0 * 3600),
        lostRanges,
        List.of(),
        4,
        1000,
        new VerdictResult.Details(
            1,
            lost,
            "",
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            0,
            "scan",
            Optional.empty(),
            Optional.empty()));
  }

  private static LoadResult load() {
    return new LoadResult(
        1,
        "0.1.0",
        "r1",
        42,
        1_767_323_040_000L,
        20,
        List.of("127.0.0.1:1"),
        8,
        "backend-apache",
        4.5e6,
        4.499e6,
        300_000,
        90_000_000,
        360,
        8,
        8,
        1.5,
        true,
        List.of(),
        "duration");
  }

  /** A plan of five tasks. */
  public static PlanResult plan(String basis) {
    return new PlanResult(1, 5, 10, 45e6, 9e6, basis, List.of("because <it> says so"));
  }
}
