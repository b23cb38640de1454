package dev.logproof.experiment.cli;

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
    sortOptions = false,
    description = {
      "Run the article's scaling policy: average CPU of at least 50 %% over 60 s adds a task"
          + " (cool-down 90 s), below 35 %% over 600 s removes one (300 s), all times divided by"
          + " --speed-up. First with connections that stay on their task, as behind a Network Load"
          + " Balancer; then with clients that reconnect; then, for ours, with connections that the"
          + " aggregator moves at an age. Every line is numbered, and the lost ones are counted.",
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
          "Seconds of load in each case, 5 to 86400; longer when connections still move. Default:"
              + " ${DEFAULT-VALUE}.")
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
      names = "--max-connection-age-seconds",
      paramLabel = "N",
      defaultValue = "15",
      description =
          "Age at which ours moves its connections in the third case, up to 86400; 0 leaves the"
              + " case out. Default: ${DEFAULT-VALUE}.")
  int ageSeconds;

  @Option(
      names = "--arrival",
      paramLabel = "paced|poisson|bursts:LINES@PAUSE",
      defaultValue = "bursts:100@5ms",
      description =
          "How the lines of each connection are spread over time, in the form of loadgen's"
              + " --arrival. Default: ${DEFAULT-VALUE}.")
  String arrival;

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
    Check.range(ageSeconds, 0, Check.MAX_SECONDS, "--max-connection-age-seconds");
    Check.arrival(arrival, "--arrival");
    Check.range(startShare, 1, 1000, "--start-share");
    Check.range(minTasks, 1, 64, "--min-tasks");
    Check.range(maxTasks, minTasks, 64, "--max-tasks");
    return List.of(
        new ScaleRuns(
            ScalingPolicy.ofArticle(minTasks, maxTasks, speedUp),
            rate,
            arrival,
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(reconnectSeconds),
            Duration.ofSeconds(ageSeconds),
            startShare / 100.0));
  }
}
