package dev.logproof.verify.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.verify.verdict.Requirements;
import dev.logproof.verify.verdict.Threshold;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Command-line options for requirements and the JUnit report. */
final class RequirementOptions {
  @Option(
      names = "--require",
      paramLabel = "PERCENT",
      description =
          "Required reliability, such as 99.996%%: pass if the whole 95 %% interval is above it,"
              + " fail if the interval is below it, unknown otherwise. Default: no tracer may be"
              + " lost.")
  Optional<String> require = Optional.empty();

  @Option(
      names = "--threshold",
      paramLabel = "METRIC<=N",
      description =
          "Limit for one figure, such as 'lost<=0' or 'duplicated<10'; repeatable. Replaces the"
              + " built-in rule for that figure. Figures: attempted, lost, lost-acked,"
              + " lost-unacked, recovered, duplicated, unexpected, corrupt, late, reliability.")
  List<String> thresholds = List.of();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description =
          "Also write the verdict as JUnit XML: one test case for the verdict and one per"
              + " threshold.")
  Optional<Path> junit = Optional.empty();

  @Option(
      names = "--deployments",
      paramLabel = "N",
      description =
          "Number of deployments during the runs; the article's formula uses the loss per"
              + " deployment. Default: the number of --deployment-at, or 1.")
  private Optional<Integer> deployments = Optional.empty();

  @Option(
      names = "--deployment-at",
      paramLabel = "TIME",
      split = ",",
      description =
          "Start of a deployment, such as 2026-01-31T12:00:00Z; repeatable. The loss is reported"
              + " per deployment, until the start of the next, with a confidence interval over"
              + " deployments.")
  private List<String> deploymentTimes = List.of();

  int deployments() {
    int count = deployments.orElse(Math.max(1, deploymentTimes.size()));
    boolean differs = !deploymentTimes.isEmpty() && count != deploymentTimes.size();
    if (count < 1 || differs) {
      throw CommandFailure.badInput(
          "--deployments "
              + count
              + ": expected at least 1, and as many as --deployment-at when that is given");
    }
    return count;
  }

  List<Instant> deploymentStarts() {
    return deploymentTimes.stream().map(RequirementOptions::instant).sorted().toList();
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw CommandFailure.badInput(
          "--deployment-at '" + text + "': expected a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  Requirements requirements() {
    deployments();
    deploymentStarts();
    try {
      return new Requirements(
          thresholds.stream().map(Threshold::parse).toList(),
          require.map(RequirementOptions::share).orElse(0.0));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--threshold " + e.getMessage(), e);
    }
  }

  private static double share(String text) {
    if (text.matches("\\d{1,3}(\\.\\d{1,12})?%")) {
      double share = Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
      if (share > 0 && share < 1) {
        return share;
      }
    }
    throw CommandFailure.badInput(
        "--require '" + text + "': expected more than 0% and less than 100%, such as 99.996%");
  }
}
