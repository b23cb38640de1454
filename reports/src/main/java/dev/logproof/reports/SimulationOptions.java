package dev.logproof.reports;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/**
 * Options of every simulation: its seed, and the age at which tasks end their connections, so that
 * clients dial other tasks.
 */
final class SimulationOptions {
  private static final double NANOS_PER_HOUR = 3.6e12;

  @Option(
      names = "--max-connection-age",
      paramLabel = "DURATION",
      description =
          "The tasks end connections of this age, as logproof's max_connection_age does, and their"
              + " clients connect again. Default: connections last until their clients end them.")
  Optional<Duration> age = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the simulation. Default: ${DEFAULT-VALUE}.")
  long seed;

  /** The age of connections; empty without one. */
  OptionalDouble ageHours() {
    age.ifPresent(
        time ->
            Ranges.check(
                "--max-connection-age", time, !time.isZero(), "a duration above 0, such as 5m"));
    return age.map(time -> OptionalDouble.of(time.toNanos() / NANOS_PER_HOUR))
        .orElseGet(OptionalDouble::empty);
  }
}
