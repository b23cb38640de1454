package dev.logproof.reports;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.ByteSize;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.FormatOption;
import dev.logproof.commandline.Progress;
import dev.logproof.record.result.Json;
import dev.logproof.reports.capacity.Clients;
import dev.logproof.reports.capacity.ConnectionWeights;
import dev.logproof.reports.capacity.FleetCase;
import dev.logproof.reports.capacity.FleetResult;
import dev.logproof.reports.capacity.FleetResult.Row;
import dev.logproof.reports.capacity.TaskRate;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Simulates fleets of tasks behind a load balancer. */
@Command(
    name = "simulate",
    sortOptions = false,
    description = {
      "Simulate fleets behind a load balancer that spreads connections, not load: one row per"
          + " number of tasks and churn. No measurement is needed.",
      "Each new connection goes to a task chosen at random and stays there until it ends. A row"
          + " shows the load of the hottest task as a multiple of the average task's: connections"
          + " just placed; some hours after a scale-out, with connections that stay (kept) and with"
          + " connections made anew (reconnected); after rolling deployments. It shows the share of"
          + " the load that reaches the added tasks, and the lines lost per deployment.",
      "A reset connection loses the lines of one round trip (Poisson), as a client does that"
          + " neither reads nor waits for acknowledgements.",
      "Exit codes: 0 simulated, 64 bad input, 70 internal error."
    },
    footer = {
      "",
      "Examples:",
      "  capacity-plan simulate --tasks 10,100,1000 --churn 0,0.1,1",
      "  capacity-plan simulate --tasks 10000 --connections 10000000 --deployments 5",
      "  capacity-plan simulate --tasks 20 --connections 2000 --batches 20"
    })
final class CapacityPlanSimulateCommand implements Callable<Integer> {
  private static final int MOST_TASKS = 1_000_000;
  private static final int MOST_CONNECTIONS = 20_000_000;
  private static final int MOST_ROWS = 100;

  /** Connections times rows that are simulated in about a second. */
  private static final long SHORT = 3_000_000;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      split = ",",
      defaultValue = "10,100,1000",
      description = "Numbers of tasks before the scale-out. Default: ${DEFAULT-VALUE}.")
  List<Integer> tasks;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description =
          "Connections of all clients, up to 20000000. Default: 100000, or the number of weights in"
              + " --weights FILE.")
  Optional<Integer> connections = Optional.empty();

  @Option(
      names = "--weights",
      paramLabel = "WEIGHTS",
      defaultValue = "equal",
      description =
          "Load of each connection: equal, zipf:S, or a file with one weight per line. Default:"
              + " ${DEFAULT-VALUE}.")
  String weights;

  @Option(
      names = "--churn",
      paramLabel = "N",
      split = ",",
      defaultValue = "0,0.1,1",
      description =
          "How often a connection ends per hour, on average, and is made anew. Default:"
              + " ${DEFAULT-VALUE}.")
  List<Double> churn;

  @Mixin SimulationOptions simulation = new SimulationOptions();

  @Option(
      names = "--scale-out",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description =
          "Tasks that the scale-out adds per task, up to 10; at least one task. Default:"
              + " ${DEFAULT-VALUE}.")
  double scaleOut;

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "24",
      description =
          "Hours from the scale-out to its result, and time of the deployments. Default:"
              + " ${DEFAULT-VALUE}.")
  double hours;

  @Option(
      names = "--deployments",
      paramLabel = "N",
      defaultValue = "1",
      description = "Rolling deployments, up to 1000. Default: ${DEFAULT-VALUE}.")
  int deployments;

  @Option(
      names = "--batches",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Parts in which a deployment replaces the tasks, up to 100; 1 starts all new tasks before"
              + " the old ones stop, as in the article. Default: ${DEFAULT-VALUE}.")
  int batches;

  @Option(
      names = "--load",
      paramLabel = "RATE",
      description = "Load of all clients. Default: 9MB/s per task, the article's figure.")
  Optional<ByteRate> load = Optional.empty();

  @Option(
      names = "--line-bytes",
      paramLabel = "SIZE",
      defaultValue = "255B",
      description = "Bytes of a line. Default: ${DEFAULT-VALUE}, the article's example event.")
  ByteSize lineBytes;

  @Option(
      names = "--round-trip",
      paramLabel = "TIME",
      defaultValue = "1ms",
      description = "Time in which a reset connection loses its lines. Default: ${DEFAULT-VALUE}.")
  Duration roundTrip;

  @Mixin FormatOption format = new FormatOption();

  @ParentCommand CapacityPlanCommand parent;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    check();
    WeightsOption parsed = WeightsOption.parse(weights);
    int count = connections.orElseGet(() -> parsed.measured().orElse(100_000));
    FleetResult result =
        new FleetResult(
            FleetResult.VERSION,
            simulation.seed,
            count,
            parsed.weights().name(),
            hours,
            simulation.ageHours(),
            deployments,
            batches,
            rows(parsed.weights(), count));
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.isJson() ? Json.compact(result) + "\n" : FleetTable.of(result));
    out.flush();
    return ExitCode.PASS;
  }

  private void check() {
    Ranges.check("--tasks", tasks, !tasks.isEmpty(), "at least one number");
    Ranges.check("--churn", churn, !churn.isEmpty(), "at least one number");
    tasks.forEach(n -> Ranges.within("--tasks", n, 1, MOST_TASKS));
    connections.ifPresent(n -> Ranges.within("--connections", n, 1, MOST_CONNECTIONS));
    churn.forEach(n -> Ranges.within("--churn", n, 0, 1000));
    Ranges.check(
        "--tasks and --churn",
        tasks.size() * churn.size() + " combinations",
        tasks.size() * churn.size() <= MOST_ROWS,
        "at most " + MOST_ROWS);
    Ranges.aboveZero("--scale-out", scaleOut, 10);
    Ranges.within("--hours", hours, 0, 1000);
    Ranges.within("--deployments", deployments, 0, 1000);
    Ranges.within("--batches", batches, 1, 100);
    DeliveryOptions.checkRoundTrip(roundTrip);
    Ranges.check("--line-bytes", lineBytes, lineBytes.bytes() > 0, "a size above 0, such as 255B");
  }

  private List<Row> rows(ConnectionWeights of, int count) {
    float[] shares = of.shares(count);
    int all = tasks.size() * churn.size();
    boolean shown = (long) count * all > SHORT;
    Progress progress = Progress.onStandardError(parent.options.quiet());
    List<Row> rows = new ArrayList<>();
    for (int size : tasks) {
      for (double rate : churn) {
        if (shown) {
          progress.report(
              "simulating fleet " + (rows.size() + 1) + " of " + all + ", " + size + " tasks");
        }
        double maxAge = simulation.ageHours().orElse(Double.POSITIVE_INFINITY);
        Clients clients = new Clients(count, of, rate, maxAge, hours, simulation.seed);
        rows.add(Row.simulate(fleet(size, clients), shares));
      }
    }
    if (shown) {
      progress.finish();
    }
    return rows;
  }

  private FleetCase fleet(int size, Clients clients) {
    double bytesPerSecond =
        load.map(ByteRate::bytesPerSecond).orElse(size * TaskRate.ARTICLE_BYTES_PER_SECOND);
    double linesAtRisk = bytesPerSecond / lineBytes.bytes() * roundTrip.toNanos() / 1e9;
    int added = (int) Math.max(1, Math.round(size * scaleOut));
    return new FleetCase(size, added, clients, deployments, batches, linesAtRisk);
  }
}
