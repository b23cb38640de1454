package dev.logproof.experiment.run;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.Finding;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.ScaleCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parts of a run measured so far. A resumed run starts with those of the interrupted one. */
public final class Findings {
  private final List<Finding> all = new ArrayList<>();

  /** Null until it is made. */
  private PlanResult plan;

  Findings() {}

  /** Keeps everything but the plan, which is made anew from all points. */
  static Findings of(ExperimentResult earlier) {
    Findings findings = new Findings();
    Stream.of(
            earlier.sweep(),
            earlier.knees(),
            earlier.deployments(),
            earlier.faults(),
            earlier.scale(),
            earlier.samples(),
            earlier.periods())
        .forEach(findings.all::addAll);
    return findings;
  }

  void add(Finding finding) {
    all.add(finding);
  }

  /** Findings of one kind, in their order. */
  <T extends Finding> List<T> all(Class<T> kind) {
    return Finding.ofKind(all, kind);
  }

  void plan(PlanResult made) {
    plan = made;
  }

  Optional<PlanResult> plan() {
    return Optional.ofNullable(plan);
  }

  /** Points of {@code target}. */
  public List<LoadPoint> sweep(String target) {
    return Finding.of(all(LoadPoint.class), target);
  }

  /** Number of points of {@code target} at one rate. */
  public long points(String target, double bytesPerSecond) {
    return sweep(target).stream()
        .filter(point -> point.offeredBytesPerSecond() == bytesPerSecond)
        .count();
  }

  /** The knee of {@code target}. */
  public Optional<Knee> knee(String target) {
    return Finding.of(all(Knee.class), target).stream().findFirst();
  }

  /** Deployments of {@code target}. */
  public List<Deployment> deployments(String target) {
    return Finding.of(all(Deployment.class), target);
  }

  /** Whether the row of {@code target} and {@code fault} exists. */
  public boolean hasFault(String target, String fault) {
    return Finding.of(all(FaultRow.class), target).stream()
        .anyMatch(row -> row.fault().equals(fault));
  }

  /** Whether the case of {@code target} and {@code clients} exists. */
  public boolean hasScale(String target, String clients) {
    return Finding.of(all(ScaleCase.class), target).stream()
        .anyMatch(one -> one.clients().equals(clients));
  }

  /** Tracers lost in all verified parts. */
  public long lost() {
    return all(Deployment.class).stream().mapToLong(one -> one.verdict().lost()).sum()
        + all(FaultRow.class).stream().mapToLong(row -> row.verdict().lost()).sum();
  }
}
