package dev.logproof.reports.figure;

import dev.logproof.commandline.ExitCode;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.reports.run.RunState;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a run allows to be said: nothing lost, something lost, or not known.
 *
 * @param word {@code pass}, {@code fail} or {@code unknown}
 * @param sentence why, for people
 */
public record RunVerdict(String word, String sentence) {
  /** The verdict of a run; one that did not come to its end is unknown, whatever it found. */
  public static RunVerdict of(ExperimentResult result, List<Figure> figures) {
    RunState state = RunState.of(result);
    if (state != RunState.COMPLETE) {
      return new RunVerdict("unknown", "the run " + state.clause() + ", so it proves nothing");
    }
    Pooled pooled = Pooled.of(result.deployments());
    if (pooled.lost() > 0) {
      return new RunVerdict("fail", counts("%,d of %,d tracers were lost in ", pooled, result));
    }
    long failed =
        result.deployments().stream().filter(d -> d.verdict().verdict().equals("fail")).count();
    if (failed > 0) {
      return new RunVerdict("fail", failed + " deployments failed their verification");
    }
    List<Figure> unknown = figures.stream().filter(figure -> !figure.known()).toList();
    if (!unknown.isEmpty()) {
      String names = unknown.stream().map(Figure::name).collect(Collectors.joining(", "));
      return new RunVerdict("unknown", "could not be measured: " + names);
    }
    return new RunVerdict("pass", counts("%,d of %,d tracers were lost in ", pooled, result));
  }

  private static String counts(String format, Pooled pooled, ExperimentResult result) {
    int deployments = result.deployments().size();
    return String.format(Locale.ROOT, format, pooled.lost(), pooled.attempted())
        + deployments
        + (deployments == 1 ? " rolling deployment" : " rolling deployments");
  }

  /** The exit code that says the same. */
  public int exitCode() {
    return switch (word) {
      case "pass" -> ExitCode.PASS;
      case "fail" -> ExitCode.FAIL;
      default -> ExitCode.UNKNOWN;
    };
  }
}
