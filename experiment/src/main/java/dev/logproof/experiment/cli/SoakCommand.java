package dev.logproof.experiment.cli;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import dev.logproof.experiment.suite.Part;
import dev.logproof.experiment.suite.SingleTasks;
import dev.logproof.experiment.suite.SteadyRows;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code experiment soak}: runs one task for long. */
@Command(
    name = "soak",
    sortOptions = false,
    description = {
      "Run one task under a steady load for long, sample its CPU, memory, connections and backlog"
          + " each second, and verify its tracers at the end.",
      "Exit codes: as for reproduce."
    },
    footer = {"", "Example: experiment soak --minutes 60 --rate 9MB/s"})
final class SoakCommand extends SuiteCommand {
  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "Minutes of load, 1 to 10080. Default: ${DEFAULT-VALUE}.")
  int minutes;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "9MB/s",
      description = "Load of the task. Default: ${DEFAULT-VALUE}.")
  ByteRate rate;

  @Option(
      names = "--tracers",
      paramLabel = "RATE",
      defaultValue = "18/s",
      description = "Tracer rate. Default: ${DEFAULT-VALUE}.")
  EventRate tracers;

  @Override
  List<Part> parts() {
    Check.range(minutes, 1, 10_080, "--minutes");
    Check.that(tracers.perSecond() > 0, "--tracers", tracers, "more than 0/s");
    SteadyRows rows =
        new SteadyRows(
            List.of(rate),
            Duration.ofMinutes(minutes),
            "No fault: one task under a steady load.",
            List.of("--tracers", tracers.toString()));
    return List.of(new SingleTasks(rate, Duration.ZERO, List.of(rows)));
  }
}
