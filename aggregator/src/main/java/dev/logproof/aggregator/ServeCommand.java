package dev.logproof.aggregator;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.drain.DrainTimes;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Termination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs until SIGTERM or SIGINT, then drains. */
@Command(
    name = "serve",
    description = {
      "Receive logs over the forward protocol and deliver them to Firehose until SIGTERM.",
      "Endpoint, region and credentials come from the AWS SDK's standard chain"
          + " (AWS_ENDPOINT_URL_FIREHOSE, AWS_REGION, ...).",
      "Prints 'ready forward=... http=... metrics=...' when it accepts connections, and as its last"
          + " line the accounting, which counts every event.",
      "Exit codes: 0 every received event was delivered, or rejected for a named cause; 1 events"
          + " were pending at the stop timeout, or remain on disk where no task delivers them; 64"
          + " bad input; 70 internal error."
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin ConfigOption config = new ConfigOption();

  @Option(
      names = "--forward-port",
      paramLabel = "N",
      description = "Port of the forward input, overrides the configuration; 0 picks a free port.")
  Integer forwardPort;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "Port of the HTTP input, overrides the configuration; 0 picks a free port.")
  Integer httpPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "N",
      defaultValue = "24231",
      description =
          "Port of the Prometheus metrics endpoint; 0 picks a free port. Default:"
              + " ${DEFAULT-VALUE}.")
  int metricsPort;

  @Option(
      names = "--metrics-bind",
      paramLabel = "ADDRESS",
      defaultValue = "0.0.0.0",
      description = "Address that the metrics endpoint listens on. Default: ${DEFAULT-VALUE}.")
  String metricsBind;

  @Option(
      names = "--shed-api",
      description =
          "Accept POST /api/connections/shed?share=0.3 on the metrics address: that share of the"
              + " forward connections ends without loss, so that their clients dial another task,"
              + " such as after a scale-out. See also max_connection_age in the configuration.")
  boolean shedApi;

  @Option(
      names = "--max-connection-age",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description =
          "max_connection_age of forward inputs whose configuration sets none: a connection of that"
              + " age, give or take 10 %%, ends in a silence, and its client dials again; 0s for no"
              + " limit. Default: ${DEFAULT-VALUE}.")
  Duration maxConnectionAge;

  @Option(
      names = "--stop-timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description =
          "Time between SIGTERM and SIGKILL (stopTimeout in ECS); the aggregator exits two seconds"
              + " earlier. Default: ${DEFAULT-VALUE}.")
  Duration stopTimeout;

  @Option(
      names = "--drain-time",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description =
          "Maximum wait after SIGTERM for a pause on each connection during which a reset loses no"
              + " event; at most half of the stop timeout. Not needed for clients that request"
              + " acknowledgements. Default: ${DEFAULT-VALUE}.")
  Duration drainTime;

  @Option(
      names = "--dead-letter-dir",
      paramLabel = "DIR",
      defaultValue = "dead-letter",
      description =
          "Directory for events that Firehose can never accept. Default: ${DEFAULT-VALUE}.")
  Path deadLetterDir;

  @Option(
      names = "--spool-dir",
      paramLabel = "DIR",
      defaultValue = "spool",
      description =
          "Directory for events not delivered before the stop deadline; the next task started with"
              + " this directory delivers them. Tasks that share it use one subdirectory each."
              + " Default: ${DEFAULT-VALUE}.")
  Path spoolDir;

  @Option(
      names = "--dry-run",
      description =
          "Stop as soon as the aggregator is ready. This checks that ports, certificates and"
              + " directories are usable; it sends nothing and writes to no directory.")
  boolean dryRun;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    FatalErrors errors = FatalErrors.ofProcess();
    AggregatorConfig settings =
        config.load(System.getenv()).withMaxConnectionAge(maxConnectionAge.toMillis());
    Ports ports = new Ports(port(forwardPort), port(httpPort), metricsBind, metricsPort, shedApi);
    Directories directories = new Directories(deadLetterDir, spoolDir);
    try (Aggregator aggregator =
        dryRun
            ? Aggregator.tryOut(settings, ports, directories)
            : Aggregator.start(settings, ports, directories)) {
      aggregator.watch(errors::loopEnded);
      System.out.println(aggregator.readyLine());
      System.out.flush();
      if (!dryRun) {
        aggregator.warmUp();
        Termination.shared().await();
      }
      int exitCode = stop(aggregator);
      return errors.any() ? ExitCode.INTERNAL : exitCode;
    }
  }

  private int stop(Aggregator aggregator) throws InterruptedException {
    long drainMillis = dryRun ? 0 : drainTime.toMillis();
    DrainTimes times = DrainTimes.within(stopTimeout.toMillis(), drainMillis);
    Accounting accounting = aggregator.stop(times);
    System.out.println(accounting.line());
    if (!accounting.balanced()) {
      System.err.println("aggregator serve: internal error: the event counters do not balance");
      return ExitCode.INTERNAL;
    }
    return accounting.isComplete() ? ExitCode.PASS : ExitCode.FAIL;
  }

  private OptionalInt port(Integer given) {
    if (given == null) {
      return OptionalInt.empty();
    }
    if (given < 0 || given > 65_535) {
      throw CommandFailure.badInput("port " + given + " is not between 0 and 65535");
    }
    return OptionalInt.of(given);
  }
}
