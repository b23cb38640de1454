package dev.logproof.experiment.cli;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.experiment.suite.FaultRows;
import dev.logproof.experiment.suite.NamedFault;
import dev.logproof.experiment.suite.Part;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code experiment faults}: counts losses through faults of Firehose. */
@Command(
    name = "faults",
    sortOptions = false,
    description = {
      "Run a load of numbered lines through each named fault of local-aws, and count what each"
          + " target loses and duplicates. bin/fault-suite plays more faults, with the logproof"
          + " aggregator alone.",
      "Exit codes: as for reproduce."
    },
    footer = {"", "Example: experiment faults --only throttle,accept-then-fail --target node"})
final class FaultsCommand extends SuiteCommand {
  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Faults to run; an unknown name lists them. Default: all.")
  List<String> only = List.of();

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "2MB/s",
      description = "Load during the faults. Default: ${DEFAULT-VALUE}.")
  ByteRate rate;

  @Option(
      names = "--arrival",
      paramLabel = "paced|poisson|bursts:LINES@PAUSE",
      defaultValue = "bursts:20@10ms",
      description =
          "How lines are spread over time, in the form of loadgen's --arrival. Default:"
              + " ${DEFAULT-VALUE}.")
  String arrival;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Seconds that each fault lasts, 1 to 86400. Default: ${DEFAULT-VALUE}.")
  int seconds;

  @Override
  List<Part> parts() {
    Check.range(seconds, 1, Check.MAX_SECONDS, "--seconds");
    Check.arrival(arrival, "--arrival");
    List<NamedFault> all = List.of(NamedFault.values());
    List<NamedFault> chosen =
        only.isEmpty() ? all : only.stream().map(FaultsCommand::fault).toList();
    return List.of(new FaultRows(chosen, rate, arrival, Duration.ofSeconds(seconds)));
  }

  private static NamedFault fault(String name) {
    return Stream.of(NamedFault.values())
        .filter(fault -> fault.flag().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.badInput(
                    "--only "
                        + name
                        + ": expected one of "
                        + Stream.of(NamedFault.values()).map(NamedFault::flag).toList()));
  }
}
