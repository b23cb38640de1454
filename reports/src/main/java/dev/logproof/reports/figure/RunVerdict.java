package dev.logproof.reports.figure;

import dev.logproof.commandline.ExitCode;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.ScaleCase;
import dev.logproof.reports.run.RunState;
import dev.logproof.reports.run.SteadyRate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Verdict on a run, see {@link RunCondition}.
 *
 * @param word {@code pass}, {@code fail} or {@code unknown}
 */
public record RunVerdict(String word, String sentence) {
  static final String PASS = "pass";
  static final String FAIL = "fail";
  static final String UNKNOWN = "unknown";

  private static final int TASK_ENDED_WITH_PENDING_EVENTS = 1;

  /** Computes the verdict and its reason. */
  public static RunVerdict of(ExperimentResult result, List<Figure> figures) {
    Map<RunCondition, String> reasons = reasons(result, figures);
    String word = RunCondition.decide(reasons.keySet());
    return new RunVerdict(
        word, reasons.values().stream().findFirst().orElseGet(() -> passed(result)));
  }

  /** Returns the conditions that hold, each with its reason, in the order of their weight. */
  public static Map<RunCondition, String> reasons(ExperimentResult result, List<Figure> figures) {
    Map<RunCondition, String> reasons = new EnumMap<>(RunCondition.class);
    RunState state = RunState.of(result);
    if (state != RunState.COMPLETE) {
      reasons.put(
          RunCondition.RUN_INCOMPLETE, "the run " + state.clause() + ", so it proves nothing");
    }
    if (Pooled.of(result.deployments()).lost() > 0) {
      reasons.put(RunCondition.TRACERS_LOST, counts(result));
    }
    result.deployments().forEach(deployment -> check(result, deployment, reasons));
    result.faults().stream()
        .filter(fault -> !SteadyFigures.isOptional(result, fault))
        .forEach(fault -> check(fault, reasons));
    result.scale().forEach(scale -> check(scale, reasons));
    List<Figure> unknown =
        figures.stream().filter(figure -> figure.state() == Figure.State.UNKNOWN).toList();
    if (!unknown.isEmpty()) {
      boolean one = FigureRow.targets(figures).size() == 1;
      String names =
          unknown.stream()
              .map(figure -> figure.name() + (one ? "" : " of " + figure.target()))
              .collect(Collectors.joining(", "));
      reasons.put(RunCondition.FIGURE_UNKNOWN, "could not be measured: " + names);
    }
    return reasons;
  }

  private static void check(
      ExperimentResult result, Deployment deployment, Map<RunCondition, String> reasons) {
    boolean several = Targets.of(result).size() > 1;
    String name =
        "deployment " + deployment.number() + (several ? " of " + deployment.target() : "");
    if (deployment.verdict().verdict().equals(FAIL)) {
      reasons.putIfAbsent(RunCondition.VERIFICATION_FAILED, name + " failed its verification");
    }
    if (deployment.stops().isEmpty()) {
      reasons.putIfAbsent(RunCondition.STOP_UNOBSERVED, name + " records no stop of a task");
    }
    if (!deployment.load().valid()) {
      reasons.putIfAbsent(
          RunCondition.LOAD_INVALID, name + ": the load was not offered as it was asked for");
    }
    boolean ours = Targets.isOurs(result.targets(), deployment.target());
    for (Stop stop : deployment.stops()) {
      String task = name + ": " + stop.task();
      if (stop.killed()) {
        reasons.putIfAbsent(
            RunCondition.TASK_KILLED, task + " did not stop in time and had to be killed");
      }
      if (ours) {
        check(stop, task, reasons);
      }
    }
  }

  private static void check(FaultRow fault, Map<RunCondition, String> reasons) {
    String name = (SteadyRate.is(fault) ? "" : "fault ") + fault.fault() + " of " + fault.target();
    if (fault.verdict().verdict().equals(FAIL)) {
      reasons.putIfAbsent(
          RunCondition.VERIFICATION_FAILED,
          name + " failed its verification: " + String.join("; ", fault.verdict().reasons()));
    }
    if (!fault.tookPlace() && !SteadyRate.is(fault)) {
      reasons.putIfAbsent(RunCondition.FAULT_UNOBSERVED, name + " was not observed");
    }
    if (!fault.load().valid()) {
      reasons.putIfAbsent(
          RunCondition.LOAD_INVALID, name + ": the load was not offered as it was asked for");
    }
  }

  private static void check(ScaleCase scale, Map<RunCondition, String> reasons) {
    String name = "scale-out of " + scale.target() + " with " + scale.clients() + " clients";
    scale
        .verdict()
        .filter(verdict -> verdict.verdict().equals(FAIL))
        .ifPresent(
            verdict ->
                reasons.putIfAbsent(
                    RunCondition.VERIFICATION_FAILED,
                    name + " failed its verification: " + String.join("; ", verdict.reasons())));
  }

  private static void check(Stop stop, String name, Map<RunCondition, String> reasons) {
    if (stop.exitCode() != 0 && stop.exitCode() != TASK_ENDED_WITH_PENDING_EVENTS) {
      reasons.putIfAbsent(
          RunCondition.TASK_FAILED, name + " ended with exit code " + stop.exitCode());
    }
    Optional<StopAccounting> accounting = StopAccounting.parse(stop.accounting());
    if (accounting.isEmpty()) {
      reasons.putIfAbsent(
          RunCondition.ACCOUNTING_MISSING, name + " left no accounting that can be read");
      return;
    }
    long spooled = accounting.get().spooled();
    long dropped = accounting.get().pending() - spooled;
    if (dropped > 0) {
      reasons.putIfAbsent(
          RunCondition.EVENTS_PENDING,
          text("%s ended with %,d events neither delivered nor spooled", name, dropped));
    } else if (spooled > 0) {
      reasons.putIfAbsent(
          RunCondition.EVENTS_SPOOLED, text("%s left %,d events on disk", name, spooled));
    } else if (stop.exitCode() == TASK_ENDED_WITH_PENDING_EVENTS) {
      reasons.putIfAbsent(
          RunCondition.EVENTS_SPOOLED, name + " ended with exit code 1 and names no pending event");
    }
  }

  /** Losses by target, the most first. */
  private static String counts(ExperimentResult result) {
    Map<String, List<Deployment>> byTarget =
        result.deployments().stream()
            .collect(
                Collectors.groupingBy(Deployment::target, LinkedHashMap::new, Collectors.toList()));
    if (byTarget.size() == 1) {
      Pooled pooled = Pooled.of(result.deployments());
      return text("%,d of %,d tracers were lost in ", pooled.lost(), pooled.attempted())
          + deployments(result.deployments());
    }
    return byTarget.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -Pooled.of(entry.getValue()).lost()))
        .map(entry -> counts(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String counts(String target, List<Deployment> deployments) {
    Pooled pooled = Pooled.of(deployments);
    return text(
        "%s lost %,d of %,d tracers in %s",
        target, pooled.lost(), pooled.attempted(), deployments(deployments));
  }

  private static String deployments(List<Deployment> deployments) {
    int n = deployments.size();
    return n + (n == 1 ? " rolling deployment" : " rolling deployments");
  }

  private static String passed(ExperimentResult result) {
    if (!result.deployments().isEmpty()) {
      return counts(result);
    }
    long faults = result.faults().stream().filter(fault -> !SteadyRate.is(fault)).count();
    if (faults > 0) {
      return text("every one of %d faults took place and kept its limits", faults);
    }
    return "everything that this experiment is there to measure was measured";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Exit code for the verdict. */
  public int exitCode() {
    return switch (word) {
      case PASS -> ExitCode.PASS;
      case FAIL -> ExitCode.FAIL;
      default -> ExitCode.UNKNOWN;
    };
  }
}
