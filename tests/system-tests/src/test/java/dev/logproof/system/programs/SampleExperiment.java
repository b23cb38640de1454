package dev.logproof.system.programs;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.LoadResult.Latency;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Parameter;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.ScaleCase;
import dev.logproof.record.result.ScaleCase.TaskShare;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.samples.ExperimentSample;
import dev.logproof.samples.LoadSample;
import dev.logproof.samples.VerdictSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Result of an experiment with two targets and every kind of measurement. */
final class SampleExperiment {
  private static final long START = LoadSample.START_MILLIS;
  private static final String OURS = MeasuredTarget.OURS;
  private static final String FOREIGN = "fluent-bit";
  private static final List<String> TARGETS = List.of(OURS, FOREIGN);
  private static final int SECONDS = 300;
  private static final int TURN = 20;

  private SampleExperiment() {}

  /** The second target loses 3 tracers in each of 3 deployments. */
  static ExperimentResult ofTwoTargets() {
    return ExperimentSample.complete()
        .targets(
            List.of(
                new MeasuredTarget(OURS, "ours", "bin/aggregator serve", "0.2.0"),
                new MeasuredTarget(FOREIGN, "fluent-bit", "fluent-bit -c fluent-bit.conf", "")))
        .parameters(new Parameter("--deployments", "3", "Rolling deployments per target."))
        .found(sweep())
        .found(List.of(knee()))
        .found(deployments())
        .found(List.of(fault()))
        .found(List.of(scale("fixed", 0), scale("reconnecting", 0.25), scale("moved", 0.25)))
        .found(samples())
        .found(periods())
        .build();
  }

  private static List<LoadPoint> sweep() {
    List<LoadPoint> points = new ArrayList<>();
    for (String target : TARGETS) {
      double slope = target.equals(OURS) ? 0.02 : 0.035;
      for (int rate = 2; rate <= 30; rate += 4) {
        double cores = 0.05 + slope * rate + (rate % 8 == 2 ? 0.004 : -0.004);
        points.add(
            new LoadPoint(
                target,
                rate * 1e6,
                rate * 0.999e6,
                rate * 3_300.0,
                20,
                cores,
                150L << 20,
                170L << 20,
                true,
                ""));
      }
    }
    points.add(
        new LoadPoint(
            FOREIGN, 40e6, 36e6, 120_000, 20, 1.2, 90L << 20, 95L << 20, false, "behind"));
    return points;
  }

  private static Knee knee() {
    return new Knee(
        OURS,
        32e6,
        Knee.State.CONFIRMED,
        "at most 0 lost, at most 3 s behind, for 20 s",
        List.of(
            new Knee.Trial(32e6, 31.9e6, 20.0, 0, 0.4, true, true, ""),
            new Knee.Trial(64e6, 60.1e6, 20.5, 0, 9.4, true, false, "9.4 s behind")),
        "64.00 MB/s was not held.");
  }

  private static List<Deployment> deployments() {
    List<Deployment> deployments = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      for (String target : TARGETS) {
        long at = START + 60_000 + number * 40_000L + TARGETS.indexOf(target) * 20_000L;
        long lost = target.equals(OURS) ? 0 : 3;
        deployments.add(
            new Deployment(
                target,
                number,
                load(at),
                verdict(lost, at),
                List.of(
                    new Stop(
                        target + "-" + number,
                        at,
                        2_345,
                        false,
                        0,
                        "accounting: received=7 delivered=7 rejected=0 pending=0"))));
      }
    }
    return deployments;
  }

  private static FaultRow fault() {
    long at = START + 240_000;
    String expected = "Firehose refuses records for 15 s; nothing may be lost.";
    return new FaultRow(
        OURS, "throttle", expected, at, at + 15_000, true, load(at), verdict(0, at));
  }

  private static ScaleCase scale(String clients, double moved) {
    return new ScaleCase(
        OURS,
        clients,
        List.of(new ScaleCase.Action(START + 280_000, "scale-out", 0.63, 4)),
        List.of(new TaskShare("task-1", 0.5, 8, 0.5), new TaskShare("task-2", 0.5, 8, 0.5)),
        List.of(
            new TaskShare("task-1", 0.5 - moved, 4, 0.3),
            new TaskShare("task-2", 0.5 - moved, 4, 0.3),
            new TaskShare("task-3", moved, 4, 0.3),
            new TaskShare("task-4", moved, 4, 0.3)),
        2 * moved,
        Optional.of(verdict(0, START + 280_000)));
  }

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (int second = 0; second < SECONDS; second++) {
      String target = TARGETS.get(second / TURN % 2);
      double rate = 9e6 + second % 7 * 3e5;
      samples.add(
          new Sample(
              target,
              "deployment",
              START + second * 1_000L,
              9e6,
              rate,
              List.of(
                  new Sample.Task(target + "-1", rate / 9e6, 150L << 20, OptionalLong.of(8)),
                  new Sample.Task(target + "-2", rate / 1e7, 140L << 20, OptionalLong.empty())),
              target.equals(OURS) ? OptionalLong.of(second * 100L) : OptionalLong.empty()));
    }
    return samples;
  }

  private static List<Period> periods() {
    return List.of(
        period(Period.Kind.PHASE, 0, 90, "sweep"),
        period(Period.Kind.PHASE, 90, 300, "deployments and faults"),
        period(Period.Kind.DEPLOYMENT, 98, 108, "deployment 1"),
        period(Period.Kind.FAULT, 240, 255, "throttle"),
        period(Period.Kind.SCALE_OUT, 280, 282, "two more tasks"),
        period(Period.Kind.GENERATOR_TROUBLE, 40, 47, "the generator was 1.2 s late"),
        period(Period.Kind.MACHINE_TROUBLE, 200, 206, "the machine stood still"));
  }

  private static Period period(Period.Kind kind, long from, long to, String text) {
    return new Period(kind, "", START + from * 1_000, START + to * 1_000, text);
  }

  private static LoadResult load(long at) {
    return LoadSample.regular()
        .from(at - 3_000, 14)
        .rate(9e6)
        .latencies(new Latency("write-corrected", 420_000, 0.4, 1.1, 6, 38, 310))
        .build();
  }

  private static VerdictResult verdict(long lost, long at) {
    return VerdictSample.of(lost == 0 ? "pass" : "fail")
        .reasons(lost == 0 ? List.of() : List.of(lost + " of 360 tracers are lost"))
        .lost(lost)
        .duplicated(lost * 4)
        .lostAt(at)
        .build();
  }
}
