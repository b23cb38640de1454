package dev.logproof.experiment.cli;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import dev.logproof.experiment.knee.KneeCriteria;
import dev.logproof.experiment.knee.KneeSettings;
import dev.logproof.experiment.policy.CpuFitRule;
import dev.logproof.experiment.suite.KneeRuns;
import dev.logproof.experiment.suite.Part;
import dev.logproof.experiment.suite.SingleTasks;
import dev.logproof.experiment.suite.Sweep;
import dev.logproof.experiment.suite.TaskMeasurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code experiment throughput}: searches the knee of one task. */
@Command(
    name = "throughput",
    sortOptions = false,
    description = {
      "Search the highest rate at which one task loses and delays no more than allowed: by"
          + " doubling, bisection, and a longer confirmation. With --rates, measure CPU against"
          + " rate below it.",
      "A trial in which the load generator or the machine was the limit says nothing; the search"
          + " then ends with 'at least'.",
      "Exit codes: as for reproduce."
    },
    footer = {"", "Example: experiment throughput --target ours --target node --start 2MB/s"})
final class ThroughputCommand extends SuiteCommand {
  private static final double FLOOR_SHARE = 1 / 64.0;
  private static final int MAX_POINTS = 30;
  private static final double FIT_MARGIN = 0.1;

  @Option(
      names = "--start",
      paramLabel = "RATE",
      defaultValue = "10MB/s",
      description = "First rate. Default: ${DEFAULT-VALUE}.")
  ByteRate start;

  @Option(
      names = "--ceiling",
      paramLabel = "RATE",
      defaultValue = "320MB/s",
      description = "Highest rate to try. Default: ${DEFAULT-VALUE}.")
  ByteRate ceiling;

  @Option(
      names = "--width",
      paramLabel = "PERCENT",
      defaultValue = "5",
      description =
          "Greatest distance between the knee and the lowest rate that was not held, 1 to 100."
              + " Default: ${DEFAULT-VALUE}.")
  int width;

  @Option(
      names = "--max-lost",
      paramLabel = "N",
      defaultValue = "0",
      description = "Tracers that may be lost at a rate that is held. Default: ${DEFAULT-VALUE}.")
  int maxLost;

  @Option(
      names = "--max-behind-seconds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Backlog at the end of a trial, in seconds of load. Default: ${DEFAULT-VALUE}.")
  int maxBehindSeconds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "15",
      description = "Seconds of load per trial, 2 to 86400. Default: ${DEFAULT-VALUE}.")
  int seconds;

  @Option(
      names = "--confirm-seconds",
      paramLabel = "N",
      defaultValue = "45",
      description =
          "Seconds of load to confirm the knee, at least --seconds. Default: ${DEFAULT-VALUE}.")
  int confirmSeconds;

  @Option(
      names = "--max-trials",
      paramLabel = "N",
      defaultValue = "20",
      description = "Bound of the search, 1 to 1000 trials. Default: ${DEFAULT-VALUE}.")
  int maxTrials;

  @Option(
      names = "--warm-up-seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "Seconds of load at --start before the first trial. Default: ${DEFAULT-VALUE}.")
  int warmUpSeconds;

  @Option(
      names = "--tracers",
      paramLabel = "RATE",
      defaultValue = "200/s",
      description = "Tracer rate of the trials. Default: ${DEFAULT-VALUE}.")
  EventRate tracers;

  @Option(
      names = "--rates",
      paramLabel = "RATE",
      split = ",",
      description =
          "Rates of a sweep after the search; those above the knee are left out. Default: no"
              + " sweep.")
  List<ByteRate> rates = List.of();

  @Option(
      names = "--sweep-seconds",
      paramLabel = "N",
      defaultValue = "15",
      description = "Seconds of load per rate of the sweep, 2 to 86400. Default: ${DEFAULT-VALUE}.")
  int sweepSeconds;

  @Override
  List<Part> parts() {
    Check.that(
        start.bytesPerSecond() <= ceiling.bytesPerSecond(),
        "--start",
        start,
        "at most --ceiling, " + ceiling);
    Check.range(width, 1, 100, "--width");
    Check.range(maxLost, 0, Integer.MAX_VALUE, "--max-lost");
    Check.range(maxBehindSeconds, 0, Check.MAX_SECONDS, "--max-behind-seconds");
    Check.range(seconds, 2, Check.MAX_SECONDS, "--seconds");
    Check.range(confirmSeconds, seconds, Check.MAX_SECONDS, "--confirm-seconds");
    Check.range(maxTrials, 1, 1000, "--max-trials");
    Check.range(warmUpSeconds, 0, Check.MAX_SECONDS, "--warm-up-seconds");
    Check.range(sweepSeconds, 2, Check.MAX_SECONDS, "--sweep-seconds");
    Check.that(tracers.perSecond() > 0, "--tracers", tracers, "more than 0/s");
    List<TaskMeasurement> measurements = new ArrayList<>();
    measurements.add(
        new KneeRuns(
            new KneeSettings(
                new KneeCriteria(maxLost, maxBehindSeconds, seconds),
                start.bytesPerSecond(),
                start.bytesPerSecond() * FLOOR_SHARE,
                ceiling.bytesPerSecond(),
                width / 100.0,
                confirmSeconds,
                maxTrials),
            tracers));
    if (!rates.isEmpty()) {
      measurements.add(
          new Sweep(
              rates,
              2,
              Duration.ofSeconds(sweepSeconds),
              new CpuFitRule(FIT_MARGIN, MAX_POINTS, 4.0 * sweepSeconds)));
    }
    return List.of(new SingleTasks(start, Duration.ofSeconds(warmUpSeconds), measurements));
  }
}
