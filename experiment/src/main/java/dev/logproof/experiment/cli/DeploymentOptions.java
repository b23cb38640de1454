package dev.logproof.experiment.cli;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.EventRate;
import dev.logproof.experiment.policy.LossRule;
import dev.logproof.experiment.suite.DeploymentLoad;
import dev.logproof.experiment.suite.Repetitions;
import dev.logproof.experiment.suite.RollingDeployments;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of rolling deployments. */
final class DeploymentOptions {
  /** For the closing sentence when no margin is asked for. */
  private static final LossRule CLOSING = new LossRule(0.5);

  /** Enough for every connection to send before the deployment. */
  private static final Duration LEAD = Duration.ofSeconds(3);

  /** Lines that carry a tracer. */
  enum Lines {
    SAMPLED,
    NUMBERED
  }

  @Option(
      names = {"--deployments", "--repeat"},
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Number of rolling deployments per target, 0 to 1000. Default: ${DEFAULT-VALUE}.")
  int deployments;

  @Option(
      names = "--until",
      paramLabel = "RULE",
      description =
          "End the deployments of a target earlier, when the 95 %% interval of its loss is narrow"
              + " enough, such as 'lost per deployment ± 0.5'. Default: make all of them.")
  Optional<String> until = Optional.empty();

  @Option(
      names = "--deployment-rate",
      paramLabel = "RATE",
      defaultValue = "4.5MB/s",
      description = "Total load during deployments, over all tasks. Default: ${DEFAULT-VALUE}.")
  ByteRate rate;

  @Option(
      names = "--deployment-arrival",
      paramLabel = "paced|poisson|bursts:LINES@PAUSE",
      defaultValue = "bursts:100@5ms",
      description =
          "How the lines of each connection are spread over time during deployments, in the form of"
              + " loadgen's --arrival. Real clients send in bursts. Default: ${DEFAULT-VALUE}.")
  String arrival;

  @Option(
      names = "--deployment-seconds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Minimum seconds of load around each deployment, 5 to 86400; the load continues until"
              + " every task is replaced. Default: ${DEFAULT-VALUE}.")
  int seconds;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Aggregator tasks per target during deployments, 1 to 64; two cores are enough for two"
              + " tasks, the load and local-aws. Default: ${DEFAULT-VALUE}.")
  int tasks;

  @Option(
      names = "--tracers",
      paramLabel = "RATE",
      defaultValue = "18/s",
      description =
          "Tracer rate during deployments, with --lines sampled. Default: ${DEFAULT-VALUE}.")
  EventRate tracers;

  @Option(
      names = "--lines",
      paramLabel = "sampled|numbered",
      defaultValue = "sampled",
      description =
          "Lines that carry a tracer during deployments. sampled: some, as in the article; loss is"
              + " estimated. numbered: all; loss is counted in lines. Default: ${DEFAULT-VALUE}.")
  Lines lines;

  RollingDeployments part() {
    Check.range(tasks, 1, 64, "--tasks");
    return new RollingDeployments(repetitions(), load(), tasks);
  }

  Repetitions repetitions() {
    Check.range(deployments, 0, 1000, "--deployments");
    return new Repetitions(deployments, rule());
  }

  DeploymentLoad load() {
    Check.range(seconds, 5, Check.MAX_SECONDS, "--deployment-seconds");
    Check.arrival(arrival, "--deployment-arrival");
    Check.that(
        tracers.perSecond() > 0 || deployments == 0 || lines == Lines.NUMBERED,
        "--tracers",
        tracers,
        "more than 0/s: loss is measured by tracers");
    return new DeploymentLoad(
        rate, arrival, tracers, lines == Lines.NUMBERED, Duration.ofSeconds(seconds), LEAD);
  }

  private Repetitions.StopRule rule() {
    if (until.isEmpty()) {
      return rule(CLOSING, false);
    }
    try {
      return rule(LossRule.parse(until.get()), true);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--until " + e.getMessage(), e);
    }
  }

  private static Repetitions.StopRule rule(LossRule rule, boolean stops) {
    return new Repetitions.StopRule() {
      @Override
      public boolean isReached(List<Long> losses) {
        return stops && rule.isReached(losses);
      }

      @Override
      public String closing(List<Long> losses) {
        return rule.closing(losses);
      }

      @Override
      public String toString() {
        return String.format(Locale.ROOT, "%s, stops: %s", rule, stops);
      }
    };
  }
}
