package dev.logproof.reports;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.LoadResult.Latency;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Parameter;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.ScaleCase;
import dev.logproof.record.result.ScaleCase.TaskShare;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.samples.ExperimentSample;
import dev.logproof.samples.LoadSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A run that has everything: two targets by turns, and every kind of measurement. */
public final class RichRun {
  /** Name of the second target. */
  public static final String FOREIGN = "fluent-bit";

  static final long START = LoadSample.START_MILLIS;
  private static final long SEED = 7;
  private static final String OURS = MeasuredTarget.OURS;

  private RichRun() {}

  /** The run; {@code text} stands wherever a run has free text. */
  public static ExperimentResult with(String text) {
    Random random = new Random(SEED);
    return ExperimentSample.complete()
        .pid(ProcessHandle.current().pid())
        .targets(
            List.of(
                new MeasuredTarget(OURS, "ours", "bin/aggregator serve", "0.2.0"),
                new MeasuredTarget(
                    FOREIGN, "fluent-bit", "fluent-bit -c " + text, "5.1.1 " + text)))
        .parameters(
            new Parameter("--rates", "1MB/s to 64MB/s", "Rates offered to one task."),
            new Parameter("--deployments", "6", "Rolling deployments per target. " + text))
        .found(sweep(random, text))
        .found(knees(text))
        .found(deployments(text))
        .found(faults(text))
        .found(scale())
        .found(RichSamples.of(random, text))
        .found(periods(text))
        .plan(SampleRun.plan("measured"))
        .build();
  }

  private static List<LoadPoint> sweep(Random random, String text) {
    List<LoadPoint> points = new ArrayList<>();
    for (String target : List.of(OURS, FOREIGN)) {
      double slope = target.equals(OURS) ? 0.021 : 0.034;
      for (double rate : new double[] {1, 2, 4, 8, 12, 16, 20, 25, 30}) {
        double cores = 0.06 + slope * rate + random.nextGaussian() * 0.008;
        points.add(point(target, rate, cores, ""));
      }
    }
    points.add(point(FOREIGN, 40, 1.1, "3.2 s behind: " + text));
    return points;
  }

  private static LoadPoint point(String target, double rate, double cores, String remark) {
    double bytes = rate * 1e6;
    long resident = 120L << 20;
    return new LoadPoint(
        target,
        bytes,
        bytes * 0.999,
        bytes / 300,
        20,
        cores,
        resident,
        resident + (20L << 20),
        remark.isEmpty(),
        remark);
  }

  private static List<Knee> knees(String text) {
    return List.of(
        new Knee(
            OURS,
            56e6,
            Knee.State.CONFIRMED,
            "at most 0 lost, at most 3 s behind, for 20 s",
            List.of(
                trial(16, 0, true, ""),
                trial(32, 0, true, ""),
                trial(64, 0, false, "12.4 s behind"),
                trial(48, 0, true, ""),
                trial(56, 0, true, "")),
            "64.00 MB/s was not held."),
        new Knee(
            FOREIGN,
            30e6,
            Knee.State.AT_LEAST,
            "at most 0 lost, at most 3 s behind, for 20 s",
            List.of(trial(16, 0, true, ""), trial(30, 0, true, ""), trial(40, 7, false, text)),
            "The generator was the limit. " + text));
  }

  private static Knee.Trial trial(double rate, long lost, boolean held, String remark) {
    return new Knee.Trial(
        rate * 1e6, rate * 0.998e6, 20, lost, held ? 0.4 : 12.4, true, held, remark);
  }

  private static List<Deployment> deployments(String text) {
    long[] lost = {0, 3, 0, 5, 2, 4};
    List<Deployment> deployments = new ArrayList<>();
    for (int i = 0; i < lost.length; i++) {
      long at = START + 125_000 + i * 30_000L;
      deployments.add(deployment(OURS, i + 1, 0, i == 3 ? 1 : 0, at, text));
      deployments.add(deployment(FOREIGN, i + 1, lost[i], 8 + i, at + 15_000, text));
    }
    return deployments;
  }

  private static Deployment deployment(
      String target, int number, long lost, long duplicated, long at, String text) {
    String id = target.equals(OURS) ? "o" + number : "f" + number;
    double factor = target.equals(OURS) ? 1 : 3;
    String words = "accounting: received=7 delivered=7 rejected=0 pending=0";
    return new Deployment(
        target,
        number,
        LoadSample.regular()
            .runId(id)
            .from(at - 3_000, 14)
            .rate(9e6)
            .latencies(
                new Latency(
                    "write-corrected", 420_000, 0.4 * factor, 1.1 * factor, 6, 38 * factor, 310),
                new Latency("write-uncorrected", 420_000, 0.1, 0.4, 2, 9, 120))
            .build(),
        verdict(id, lost, duplicated, at, text),
        List.of(
            new Stop(
                target + "-" + number, at, 2_100, false, 0, target.equals(OURS) ? words : text),
            new Stop(target + "-" + (number + 1), at + 4_000, 2_345, false, 0, words)));
  }

  private static List<FaultRow> faults(String text) {
    return List.of(
        fault(OURS, "throttle", 320_000, 0, text),
        fault(FOREIGN, "throttle", 350_000, 12, text),
        fault(OURS, "outage", 380_000, 0, text),
        fault(OURS, "steady 20 MB/s", 400_000, 0, text));
  }

  private static FaultRow fault(String target, String name, long from, long lost, String text) {
    return new FaultRow(
        target,
        name,
        "Firehose refuses records for 15 s; nothing may be lost. " + text,
        START + from,
        START + from + 15_000,
        true,
        LoadSample.regular().build(),
        verdict("fault", lost, 2, START + from, text));
  }

  /** Puts the loss into one slice of ten seconds. */
  private static VerdictResult verdict(
      String runId, long lost, long duplicated, long atMillis, String text) {
    return SampleRun.verdict(lost, duplicated, lost > 0 ? "fail" : "pass")
        .runId(runId)
        .reasons(lost == 0 ? List.of() : List.of(lost + " of 360 tracers are lost. " + text))
        .lostAt(atMillis)
        .build();
  }

  private static List<ScaleCase> scale() {
    return List.of(
        new ScaleCase(
            OURS,
            "fixed",
            List.of(
                new ScaleCase.Action(START + 450_000, "scale-out", 0.63, 3),
                new ScaleCase.Action(START + 470_000, "scale-out", 0.62, 4)),
            List.of(share("ours-20", 0.52, 26), share("ours-21", 0.48, 24)),
            List.of(
                share("ours-20", 0.52, 26),
                share("ours-21", 0.48, 24),
                share("ours-22", 0, 0),
                share("ours-23", 0, 0)),
            0,
            Optional.of(SampleRun.verdict(0, 0, "pass").build())),
        new ScaleCase(
            OURS,
            "reconnecting",
            List.of(new ScaleCase.Action(START + 520_000, "scale-out", 0.61, 3)),
            List.of(share("ours-30", 0.55, 27), share("ours-31", 0.45, 23)),
            List.of(
                share("ours-30", 0.36, 18), share("ours-31", 0.33, 17), share("ours-32", 0.31, 15)),
            0.31,
            Optional.empty()),
        new ScaleCase(
            OURS,
            "moved",
            List.of(new ScaleCase.Action(START + 540_000, "scale-out", 0.61, 2)),
            List.of(share("ours-40", 1, 50)),
            List.of(share("ours-40", 0.5, 25), share("ours-41", 0.5, 25)),
            0.5,
            Optional.of(SampleRun.verdict(0, 0, "pass").build())));
  }

  private static TaskShare share(String task, double share, int connections) {
    return new TaskShare(task, share, connections, share);
  }

  private static List<Period> periods(String text) {
    List<Period> periods = new ArrayList<>();
    periods.add(period(Period.Kind.PHASE, "", 0, 120_000, "sweep"));
    periods.add(period(Period.Kind.PHASE, "", 120_000, 315_000, "deployments"));
    periods.add(period(Period.Kind.PHASE, "", 315_000, 420_000, "faults " + text));
    periods.add(period(Period.Kind.PHASE, "", 420_000, 560_000, "scale"));
    for (int i = 0; i < 6; i++) {
      for (String target : List.of(OURS, FOREIGN)) {
        long at = 125_000 + i * 30_000L + (target.equals(OURS) ? 0 : 15_000);
        periods.add(
            period(
                Period.Kind.DEPLOYMENT, target, at - 2_000, at + 8_000, "deployment " + (i + 1)));
        periods.add(period(Period.Kind.STOP, target, at, at + 2_100, "stop of " + target));
        periods.add(period(Period.Kind.STOP, target, at + 4_000, at + 6_345, "stop " + text));
      }
    }
    periods.add(period(Period.Kind.FAULT, OURS, 320_000, 335_000, "throttle"));
    periods.add(period(Period.Kind.FAULT, FOREIGN, 350_000, 365_000, "throttle"));
    periods.add(period(Period.Kind.FAULT, OURS, 380_000, 395_000, "outage"));
    periods.add(period(Period.Kind.SCALE_OUT, OURS, 450_000, 455_000, "a third task"));
    periods.add(period(Period.Kind.SCALE_OUT, OURS, 520_000, 525_000, "a third task"));
    periods.add(
        period(Period.Kind.GENERATOR_TROUBLE, "", 62_000, 69_000, "the generator was 1.2 s late"));
    periods.add(
        period(
            Period.Kind.MACHINE_TROUBLE, "", 255_000, 259_000, "the machine stood still " + text));
    return periods;
  }

  private static Period period(Period.Kind kind, String target, long from, long to, String what) {
    return new Period(kind, target, START + from, START + to, what);
  }
}
