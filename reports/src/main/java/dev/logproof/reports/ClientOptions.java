package dev.logproof.reports;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.reports.capacity.Clients;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that describe the clients' connections. */
final class ClientOptions {
  private static final int MOST_CONNECTIONS = 1_000_000;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description =
          "Connections of all clients, up to 1000000: simulates how they are spread over the tasks,"
              + " and plans enough tasks that the hottest one is within its rate in 95 %% of the"
              + " simulations. Default: the number of weights in --weights FILE; no simulation"
              + " without either.")
  Optional<Integer> connections = Optional.empty();

  @Option(
      names = "--weights",
      paramLabel = "WEIGHTS",
      description =
          "Load of each connection: equal; zipf:S, where the connection with rank n sends 1/n^S of"
              + " the first one's load; or a file with one weight per line, such as measured bytes"
              + " per second. Default: equal.")
  Optional<String> weights = Optional.empty();

  @Option(
      names = "--churn",
      paramLabel = "N",
      defaultValue = "0.1",
      description =
          "How often a connection ends per hour, on average, and is made anew. Default:"
              + " ${DEFAULT-VALUE}.")
  double churn;

  @Mixin SimulationOptions simulation = new SimulationOptions();

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Hours from a scale-out, from MinTasks to MaxTasks, to the state that is printed."
              + " Default: ${DEFAULT-VALUE}.")
  double hours;

  /** Clients to simulate; empty when none were asked for. */
  Optional<Clients> clients() {
    connections.ifPresent(n -> Ranges.within("--connections", n, 1, MOST_CONNECTIONS));
    Ranges.within("--churn", churn, 0, 1000);
    Ranges.within("--hours", hours, 0, 1000);
    Optional<WeightsOption> parsed = weights.map(WeightsOption::parse);
    Optional<Integer> count =
        connections.or(
            () -> parsed.flatMap(found -> found.measured().stream().boxed().findFirst()));
    if (parsed.isPresent() && count.isEmpty()) {
      throw CommandFailure.badInput("--weights " + weights.get() + ": expected --connections, too");
    }
    return count.map(
        n ->
            new Clients(
                n,
                parsed.orElseGet(() -> WeightsOption.parse("equal")).weights(),
                churn,
                simulation.ageHours().orElse(Double.POSITIVE_INFINITY),
                hours,
                simulation.seed));
  }
}
