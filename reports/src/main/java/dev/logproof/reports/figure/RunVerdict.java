package dev.logproof.reports.figure;

import dev.logproof.commandline.ExitCode;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.reports.run.RunState;
import java.util.EnumMap;
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
    String passed = counts(Pooled.of(result.deployments()), result.deployments().size());
    return new RunVerdict(word, reasons.values().stream().findFirst().orElse(passed));
  }

  static Map<RunCondition, String> reasons(ExperimentResult result, List<Figure> figures) {
    Map<RunCondition, String> reasons = new EnumMap<>(RunCondition.class);
    RunState state = RunState.of(result);
    if (state != RunState.COMPLETE) {
      reasons.put(
          RunCondition.RUN_INCOMPLETE, "the run " + state.clause() + ", so it proves nothing");
    }
    Pooled pooled = Pooled.of(result.deployments());
    if (pooled.lost() > 0) {
      reasons.put(RunCondition.TRACERS_LOST, counts(pooled, result.deployments().size()));
    }
    result.deployments().forEach(deployment -> judge(deployment, reasons));
    List<Figure> unknown =
        figures.stream().filter(figure -> figure.state() == Figure.State.UNKNOWN).toList();
    if (!unknown.isEmpty()) {
      String names = unknown.stream().map(Figure::name).collect(Collectors.joining(", "));
      reasons.put(RunCondition.FIGURE_UNKNOWN, "could not be measured: " + names);
    }
    return reasons;
  }

  private static void judge(Deployment deployment, Map<RunCondition, String> reasons) {
    String name = "deployment " + deployment.number();
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
    deployment.stops().forEach(stop -> judge(stop, name + ": " + stop.task(), reasons));
  }

  private static void judge(Stop stop, String name, Map<RunCondition, String> reasons) {
    if (stop.killed()) {
      reasons.putIfAbsent(
          RunCondition.TASK_KILLED, name + " did not stop in time and had to be killed");
    }
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

  private static String counts(Pooled pooled, int deployments) {
    return text("%,d of %,d tracers were lost in ", pooled.lost(), pooled.attempted())
        + deployments
        + (deployments == 1 ? " rolling deployment" : " rolling deployments");
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
