package dev.logproof.experiment;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.EventRate;
import dev.logproof.commandline.Termination;
import dev.logproof.experiment.scenario.Reproduction;
import dev.logproof.experiment.scenario.RunName;
import dev.logproof.experiment.scenario.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code experiment reproduce}: measures the article's figures on this machine. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    description = {
      "Measure the article's figures on this machine, in about three minutes: a sweep of rates"
          + " over one aggregator task, then rolling deployments under load with tracers, then"
          + " verification, a capacity plan and a report.",
      "All processes run on the loopback address, on free ports, against local-aws in place of AWS."
          + " Results go to a new directory in --results: run.json, report.html, the journals of"
          + " the load runs, and the logs of all processes.",
      "Exit codes: 0 everything was measured and no tracer was lost, 1 a tracer was lost, 2 a"
          + " figure could not be measured or the run did not complete, 64 bad input, 70 internal"
          + " error."
    },
    footer = {"", "Example: experiment reproduce --rates 1MB/s,9MB/s --deployments 1"})
final class ReproduceCommand implements Callable<Integer> {
  private static final int MAX_TASKS = 64;
  private static final int MAX_CONNECTIONS = 10_000;
  private static final int MAX_DEPLOYMENTS = 1000;
  private static final int MAX_SECONDS = 86_400;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description =
          "Directory in which the run creates its own directory. Default: ${DEFAULT-VALUE}.")
  Path results;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "fluent.conf of the aggregator tasks. Default: the article's, which is built in.")
  Optional<Path> config = Optional.empty();

  @Option(
      names = "--rates",
      paramLabel = "RATE",
      split = ",",
      defaultValue = "1MB/s,3MB/s,4.5MB/s,6MB/s,9MB/s",
      description = "Rates of the sweep, in order. Default: ${DEFAULT-VALUE}.")
  List<ByteRate> rates;

  @Option(
      names = "--sweep-seconds",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Seconds of load per rate, 2 to 86400; the first quarter is not measured. Default:"
              + " ${DEFAULT-VALUE}.")
  int sweepSeconds;

  @Option(
      names = "--warm-up-seconds",
      paramLabel = "N",
      defaultValue = "45",
      description =
          "Seconds of load at the highest rate before the sweep, not measured; 0 disables the"
              + " warm-up. Default: ${DEFAULT-VALUE}.")
  int warmUpSeconds;

  @Option(
      names = "--deployments",
      paramLabel = "N",
      defaultValue = "3",
      description = "Number of rolling deployments, 0 to 1000. Default: ${DEFAULT-VALUE}.")
  int deployments;

  @Option(
      names = "--deployment-rate",
      paramLabel = "RATE",
      defaultValue = "4.5MB/s",
      description = "Total load during deployments, over all tasks. Default: ${DEFAULT-VALUE}.")
  ByteRate deploymentRate;

  @Option(
      names = "--deployment-arrival",
      paramLabel = "paced|poisson|bursts:LINES@PAUSE",
      defaultValue = "bursts:100@5ms",
      description =
          "How the lines of each connection are spread over time during deployments, in the form of"
              + " loadgen's --arrival. Real clients send in bursts. Default: ${DEFAULT-VALUE}.")
  String deploymentArrival;

  @Option(
      names = "--deployment-seconds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Minimum seconds of load around each deployment, 5 to 86400; the load continues until"
              + " every task is replaced. Default: ${DEFAULT-VALUE}.")
  int deploymentSeconds;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Aggregator tasks during deployments, 1 to 64; two cores are enough for two tasks, the"
              + " load and local-aws. Default: ${DEFAULT-VALUE}.")
  int tasks;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Connections of the load, without acknowledgements, 1 to 10000. Default:"
              + " ${DEFAULT-VALUE}.")
  int connections;

  @Option(
      names = "--tracers",
      paramLabel = "RATE",
      defaultValue = "18/s",
      description = "Tracer rate during deployments. Default: ${DEFAULT-VALUE}.")
  EventRate tracers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the loads, to repeat a run. Default: random, recorded in run.json.")
  Optional<Long> seed = Optional.empty();

  @ParentCommand ExperimentCommand parent;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = settings();
    Path directory = RunName.createDirectory(settings.results(), Instant.now());
    System.err.println("run: " + directory + " (seed " + settings.seed() + ")");
    return Reproduction.run(settings, directory, Termination.shared()::await, System.out);
  }

  private Settings settings() {
    check(!rates.isEmpty(), "--rates", rates, "at least one rate");
    check(between(sweepSeconds, 2, MAX_SECONDS), "--sweep-seconds", sweepSeconds, "2 to 86400");
    check(between(warmUpSeconds, 0, MAX_SECONDS), "--warm-up-seconds", warmUpSeconds, "0 to 86400");
    check(between(deployments, 0, MAX_DEPLOYMENTS), "--deployments", deployments, "0 to 1000");
    check(
        between(deploymentSeconds, 5, MAX_SECONDS),
        "--deployment-seconds",
        deploymentSeconds,
        "5 to 86400");
    check(
        deploymentArrival.matches("paced|poisson|bursts:\\d+@[\\d.]+(us|ms|s)"),
        "--deployment-arrival",
        deploymentArrival,
        "paced, poisson, or bursts:LINES@PAUSE such as bursts:100@30ms");
    check(between(tasks, 1, MAX_TASKS), "--tasks", tasks, "1 to 64");
    check(between(connections, 1, MAX_CONNECTIONS), "--connections", connections, "1 to 10000");
    check(
        tracers.perSecond() > 0 || deployments == 0,
        "--tracers",
        tracers,
        "more than 0/s: loss is measured by tracers");
    return new Settings(
        home(),
        results.toAbsolutePath(),
        config.map(ReproduceCommand::existing),
        rates,
        Duration.ofSeconds(sweepSeconds),
        Duration.ofSeconds(warmUpSeconds),
        deployments,
        deploymentRate,
        deploymentArrival,
        Duration.ofSeconds(deploymentSeconds),
        tasks,
        connections,
        tracers,
        seed.orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE)),
        parent.options.quiet());
  }

  private static boolean between(int value, int least, int most) {
    return value >= least && value <= most;
  }

  private static void check(boolean valid, String flag, Object value, String expected) {
    if (!valid) {
      throw CommandFailure.badInput(flag + " " + value + ": expected " + expected);
    }
  }

  private static Path existing(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw CommandFailure.badInput("--config " + file + ": file not found or not readable");
    }
    return file.toAbsolutePath();
  }

  private static Path home() {
    return Optional.ofNullable(System.getenv("LOGPROOF_HOME"))
        .map(Path::of)
        .orElseThrow(
            () ->
                CommandFailure.badInput(
                    "LOGPROOF_HOME is not set: start this program by bin/experiment"));
  }
}
