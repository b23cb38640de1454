package dev.logproof.experiment.cli;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import dev.logproof.experiment.knee.KneeCriteria;
import dev.logproof.experiment.knee.KneeSettings;
import dev.logproof.experiment.policy.CpuFitRule;
import dev.logproof.experiment.suite.KneeRuns;
import dev.logproof.experiment.suite.Part;
import dev.logproof.experiment.suite.RollingDeployments;
import dev.logproof.experiment.suite.SingleTasks;
import dev.logproof.experiment.suite.SteadyRows;
import dev.logproof.experiment.suite.Sweep;
import dev.logproof.experiment.suite.TaskMeasurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code experiment reproduce}: measures the article's figures on this machine. */
@Command(
    name = "reproduce",
    sortOptions = false,
    description = {
      "Measure the article's figures on this machine, in about eight minutes: the highest rate of"
          + " one task (the knee, bounded by --knee-ceiling), its CPU over a sweep of rates, its"
          + " loss at the rates that AWS publishes for its own image, then rolling deployments"
          + " under load with tracers, verification, a capacity plan and a report.",
      "All processes run on the loopback address, on free ports, against local-aws in place of AWS."
          + " Results go to a new directory in --results: run.json, report.html, the journals of"
          + " the load runs, and the logs of all processes.",
      "Exit codes: 0 everything was measured and no tracer was lost, 1 a tracer was lost, 2 a"
          + " figure could not be measured or the run did not complete, 64 bad input, 70 internal"
          + " error."
    },
    footer = {"", "Example: experiment reproduce --rates 1MB/s,9MB/s --deployments 1"})
final class ReproduceCommand extends SuiteCommand {
  private static final EventRate KNEE_TRACERS = new EventRate(200);
  private static final double KNEE_WIDTH = 0.25;
  private static final int KNEE_TRIALS = 8;

  /** A larger backlog would pass short trials that the longer confirmation then fails. */
  private static final double KNEE_MAX_BEHIND_SECONDS = 1;

  /** Points of a sweep that lengthens its windows, so that it ends in minutes. */
  private static final int EXTRA_POINTS = 2;

  private static final double LONGEST_WINDOW_SECONDS = 15;
  private static final double FIT_MARGIN = 0.1;

  @Option(
      names = "--rates",
      paramLabel = "RATE",
      split = ",",
      defaultValue = "4.5MB/s,9MB/s,20MB/s,40MB/s",
      description =
          "Rates of the sweep; those above the knee are left out, and others are added when the fit"
              + " of CPU against rate needs them. Default: ${DEFAULT-VALUE}.")
  List<ByteRate> rates;

  @Option(
      names = "--sweep-seconds",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Seconds of load per rate, 2 to 86400; the first quarter is not measured. Default:"
              + " ${DEFAULT-VALUE}.")
  int sweepSeconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "2",
      description = "Measurements per rate, 1 to 100. Default: ${DEFAULT-VALUE}.")
  int rounds;

  @Option(
      names = "--warm-up-seconds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Seconds of load at the highest rate of the sweep before it, not measured; 0 disables the"
              + " warm-up. Default: ${DEFAULT-VALUE}.")
  int warmUpSeconds;

  @Option(
      names = "--knee-seconds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Seconds of load per trial of the knee, 2 to 86400, and twice as many for its"
              + " confirmation; 0 leaves the knee out. Default: ${DEFAULT-VALUE}.")
  int kneeSeconds;

  @Option(
      names = "--knee-ceiling",
      paramLabel = "RATE",
      defaultValue = "320MB/s",
      description =
          "Highest rate of the search for the knee. Load, aggregator and local-aws share this"
              + " machine. Default: ${DEFAULT-VALUE}.")
  ByteRate kneeCeiling;

  @Option(
      names = "--steady-rates",
      paramLabel = "RATE",
      split = ",",
      defaultValue = "20MB/s,25MB/s,30MB/s",
      description =
          "Rates at which loss and duplicates of one task are counted over all lines; AWS publishes"
              + " these for its own image. Default: ${DEFAULT-VALUE}.")
  List<ByteRate> steadyRates;

  @Option(
      names = "--steady-seconds",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Seconds of load per steady rate, 2 to 86400; 0 leaves these rates out. Default:"
              + " ${DEFAULT-VALUE}.")
  int steadySeconds;

  @Mixin DeploymentOptions deployment = new DeploymentOptions();

  @Override
  List<Part> parts() {
    Check.range(sweepSeconds, 2, Check.MAX_SECONDS, "--sweep-seconds");
    Check.range(rounds, 1, 100, "--rounds");
    Check.range(warmUpSeconds, 0, Check.MAX_SECONDS, "--warm-up-seconds");
    Check.range(kneeSeconds, 0, Check.MAX_SECONDS, "--knee-seconds");
    Check.range(steadySeconds, 0, Check.MAX_SECONDS, "--steady-seconds");
    RollingDeployments deployments = deployment.part();
    List<Part> parts = new ArrayList<>();
    parts.add(new SingleTasks(highest(), Duration.ofSeconds(warmUpSeconds), measurements()));
    if (deployment.deployments > 0) {
      parts.add(deployments);
    }
    return parts;
  }

  private List<TaskMeasurement> measurements() {
    List<TaskMeasurement> measurements = new ArrayList<>();
    if (kneeSeconds > 0) {
      measurements.add(knee());
    }
    int points = rates.size() * rounds;
    measurements.add(
        new Sweep(
            rates,
            rounds,
            Duration.ofSeconds(sweepSeconds),
            new CpuFitRule(FIT_MARGIN, points + EXTRA_POINTS, LONGEST_WINDOW_SECONDS)));
    if (steadySeconds > 0) {
      measurements.add(
          new SteadyRows(
              steadyRates,
              Duration.ofSeconds(steadySeconds),
              "No fault: AWS publishes losses at this rate for its own image.",
              List.of("--lines", "numbered")));
    }
    return measurements;
  }

  private KneeRuns knee() {
    double start = Math.min(highest().bytesPerSecond(), kneeCeiling.bytesPerSecond());
    KneeCriteria criteria = new KneeCriteria(0, KNEE_MAX_BEHIND_SECONDS, kneeSeconds);
    return new KneeRuns(
        new KneeSettings(
            criteria,
            start,
            Math.min(1e6, start),
            kneeCeiling.bytesPerSecond(),
            KNEE_WIDTH,
            2.0 * kneeSeconds,
            KNEE_TRIALS),
        KNEE_TRACERS);
  }

  private ByteRate highest() {
    return rates.stream().max(Comparator.comparingDouble(ByteRate::bytesPerSecond)).orElseThrow();
  }
}
