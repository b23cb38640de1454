package dev.logproof.samples;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Machine;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.Finding;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Parameter;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.ScaleCase;
import java.util.ArrayList;
import java.util.List;

/** Builds the result of an experiment. Confined to one thread. */
public final class ExperimentSample {
  private String experiment = "reproduce";
  private String runId = "20260102-030405-abcd";
  private long seed = 42;
  private String startedAt = "2026-01-02T03:04:00Z";
  private String updatedAt = "2026-01-02T03:14:00Z";
  private long pid = 1;
  private String status = "complete";
  private String step = "done";
  private String message = "";
  private List<MeasuredTarget> targets = List.of();
  private List<Parameter> parameters = List.of();
  private final List<Finding> findings = new ArrayList<>();
  private List<PlanResult> plan = List.of();

  private ExperimentSample() {}

  /** Starts with a complete experiment that measured nothing. */
  public static ExperimentSample complete() {
    return new ExperimentSample();
  }

  /** Names suite and run. */
  public ExperimentSample named(String suite, String id) {
    experiment = suite;
    runId = id;
    return this;
  }

  /** Sets the seed. */
  public ExperimentSample seed(long number) {
    seed = number;
    return this;
  }

  /** Sets the instants of start and last write, in ISO 8601. */
  public ExperimentSample between(String start, String lastWrite) {
    startedAt = start;
    updatedAt = lastWrite;
    return this;
  }

  /** Sets the process that writes the result. */
  public ExperimentSample pid(long process) {
    pid = process;
    return this;
  }

  /** Sets the state, the step it was reached in, and the reason. */
  public ExperimentSample state(String reached, String during, String why) {
    status = reached;
    step = during;
    message = why;
    return this;
  }

  /** Sets the targets. */
  public ExperimentSample targets(List<MeasuredTarget> measured) {
    targets = measured;
    return this;
  }

  /** Sets the parameters. */
  public ExperimentSample parameters(Parameter... given) {
    parameters = List.of(given);
    return this;
  }

  /** Adds what was found. */
  public ExperimentSample found(List<? extends Finding> more) {
    findings.addAll(more);
    return this;
  }

  /** Adds a plan. */
  public ExperimentSample plan(PlanResult made) {
    plan = List.of(made);
    return this;
  }

  /** Builds the result. */
  public ExperimentResult build() {
    return new ExperimentResult(
        ExperimentResult.VERSION,
        "0.2.0",
        experiment,
        runId,
        seed,
        startedAt,
        updatedAt,
        pid,
        status,
        step,
        message,
        new Machine("Linux 6.1 amd64", 4, "17.0.15", 16L << 30),
        targets,
        parameters,
        Finding.ofKind(findings, LoadPoint.class),
        Finding.ofKind(findings, Knee.class),
        Finding.ofKind(findings, Deployment.class),
        Finding.ofKind(findings, FaultRow.class),
        Finding.ofKind(findings, ScaleCase.class),
        Finding.ofKind(findings, Sample.class),
        Finding.ofKind(findings, Period.class),
        plan.stream().findFirst());
  }
}
