package dev.logproof.experiment.run;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.ScaleCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parts of a run measured so far. A resumed run starts with those of the interrupted one. */
public final class Findings {
  final List<LoadPoint> sweep = new ArrayList<>();
  final List<Knee> knees = new ArrayList<>();
  final List<Deployment> deployments = new ArrayList<>();
  final List<FaultRow> faults = new ArrayList<>();
  final List<ScaleCase> scale = new ArrayList<>();
  final List<Sample> samples = new ArrayList<>();
  final List<Period> periods = new ArrayList<>();

  /** Null until it is made. */
  private PlanResult plan;

  Findings() {}

  /** Keeps everything but the plan, which is made anew from all points. */
  static Findings of(ExperimentResult earlier) {
    Findings findings = new Findings();
    findings.sweep.addAll(earlier.sweep());
    findings.knees.addAll(earlier.knees());
    findings.deployments.addAll(earlier.deployments());
    findings.faults.addAll(earlier.faults());
    findings.scale.addAll(earlier.scale());
    findings.samples.addAll(earlier.samples());
    findings.periods.addAll(earlier.periods());
    return findings;
  }

  void plan(PlanResult made) {
    plan = made;
  }

  Optional<PlanResult> plan() {
    return Optional.ofNullable(plan);
  }

  /** Points of {@code target}. */
  public List<LoadPoint> sweep(String target) {
    return sweep.stream().filter(point -> point.target().equals(target)).toList();
  }

  /** Number of points of {@code target} at one rate. */
  public long points(String target, double bytesPerSecond) {
    return sweep(target).stream()
        .filter(point -> point.offeredBytesPerSecond() == bytesPerSecond)
        .count();
  }

  /** The knee of {@code target}. */
  public Optional<Knee> knee(String target) {
    return knees.stream().filter(knee -> knee.target().equals(target)).findFirst();
  }

  /** Deployments of {@code target}. */
  public List<Deployment> deployments(String target) {
    return deployments.stream().filter(one -> one.target().equals(target)).toList();
  }

  /** Whether the row of {@code target} and {@code fault} exists. */
  public boolean hasFault(String target, String fault) {
    return faults.stream()
        .anyMatch(row -> row.target().equals(target) && row.fault().equals(fault));
  }

  /** Whether the case of {@code target} and {@code clients} exists. */
  public boolean hasScale(String target, String clients) {
    return scale.stream()
        .anyMatch(one -> one.target().equals(target) && one.clients().equals(clients));
  }

  /** Tracers lost in all verified parts. */
  public long lost() {
    return deployments.stream().mapToLong(one -> one.verdict().lost()).sum()
        + faults.stream().mapToLong(row -> row.verdict().lost()).sum();
  }
}
