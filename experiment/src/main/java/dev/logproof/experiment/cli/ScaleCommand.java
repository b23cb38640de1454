package dev.logproof.experiment.cli;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.ByteRate;
import dev.logproof.experiment.policy.ScalingPolicy;
import dev.logproof.experiment.suite.Part;
import dev.logproof.experiment.suite.ScaleRuns;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code experiment scale}: shows what new tasks take of an existing load. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    description = {
      "Run the article's scaling policy: average CPU of at least 50 %% over 60 s adds a task"
          + " (cool-down 90 s), below 35 %% over 600 s removes one (300 s), all times divided by"
          + " --speed-up. First with connections that stay on their task, as behind a Network Load"
          + " Balancer, then with clients that reconnect.",
      "A task is taken to be of the size at which the load of the first tasks is --start-share of"
          + " their CPU.",
      "Exit codes: as for reproduce."
    },
    footer = {"", "Example: experiment scale --seconds 60 --speed-up 20"})
final class ScaleCommand extends SuiteCommand {
  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "20MB/s",
      description = "Load over all tasks. Default: ${DEFAULT-VALUE}.")
  ByteRate rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "Seconds of load in each of the two cases, 5 to 86400. Default: ${DEFAULT-VALUE}.")
  int seconds;

  @Option(
      names = "--speed-up",
      paramLabel = "N",
      defaultValue = "20",
      description = "Divides the times of the policy, 1 to 60. Default: ${DEFAULT-VALUE}.")
  int speedUp;

  @Option(
      names = "--reconnect-seconds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Interval of reconnecting clients, 1 to 86400. Default: ${DEFAULT-VALUE}.")
  int reconnectSeconds;

  @Option(
      names = "--start-share",
      paramLabel = "PERCENT",
      defaultValue = "80",
      description =
          "Share of their CPU that the load of the first tasks is taken for, 1 to 1000. Default:"
              + " ${DEFAULT-VALUE}.")
  int startShare;

  @Option(
      names = "--min-tasks",
      paramLabel = "N",
      defaultValue = "1",
      description = "Tasks at the start, and the fewest. Default: ${DEFAULT-VALUE}.")
  int minTasks;

  @Option(
      names = "--max-tasks",
      paramLabel = "N",
      defaultValue = "3",
      description = "The most tasks, up to 64. Default: ${DEFAULT-VALUE}.")
  int maxTasks;

  @Override
  List<Part> parts() {
    Check.range(seconds, 5, Check.MAX_SECONDS, "--seconds");
    Check.range(speedUp, 1, 60, "--speed-up");
    Check.range(reconnectSeconds, 1, Check.MAX_SECONDS, "--reconnect-seconds");
    Check.range(startShare, 1, 1000, "--start-share");
    Check.range(minTasks, 1, 64, "--min-tasks");
    Check.range(maxTasks, minTasks, 64, "--max-tasks");
    return List.of(
        new ScaleRuns(
            ScalingPolicy.ofArticle(minTasks, maxTasks, speedUp),
            rate,
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(reconnectSeconds),
            startShare / 100.0));
  }
}
