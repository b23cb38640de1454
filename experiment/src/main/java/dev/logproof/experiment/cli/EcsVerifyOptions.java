package dev.logproof.experiment.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options that are passed on to verify. */
final class EcsVerifyOptions {
  /** Engines that search objects. */
  enum Engine {
    SCAN,
    ATHENA
  }

  @Option(
      names = "--engine",
      paramLabel = "scan|athena",
      description =
          "Engine that verifies each deployment of --ecs-service in LOGPROOF_S3: this machine or"
              + " Amazon Athena, as in verify tracers. Default: scan.")
  Optional<Engine> engine = Optional.empty();

  @Option(
      names = "--athena-database",
      paramLabel = "NAME",
      description = "Database of --engine athena, as in verify tracers. Default: logproof.")
  Optional<String> database = Optional.empty();

  @Option(
      names = "--athena-workgroup",
      paramLabel = "NAME",
      description = "Work group of --engine athena, as in verify tracers. Default: primary.")
  Optional<String> workgroup = Optional.empty();

  @Option(
      names = "--athena-output",
      paramLabel = "s3://BUCKET/PREFIX",
      description =
          "Location of query results of --engine athena, as in verify tracers. Default: that of the"
              + " work group.")
  Optional<String> output = Optional.empty();

  @Option(
      names = "--settle",
      paramLabel = "DURATION",
      description =
          "Time for which LOGPROOF_S3 must be stable, as in verify tracers; more than the buffering"
              + " interval of the delivery stream. Default: 10s if nothing is missing, otherwise"
              + " 330s or more.")
  Optional<Duration> settle = Optional.empty();

  void requireNone() {
    EcsOptions.requireAbsent(
        "--ecs-cluster and --ecs-service",
        Stream.of(engine.map(given -> "--engine"), settle.map(given -> "--settle")));
    requireNoneOfAthena();
  }

  private void requireNoneOfAthena() {
    EcsOptions.requireAbsent(
        "--engine athena",
        Stream.of(
            database.map(given -> "--athena-database"),
            workgroup.map(given -> "--athena-workgroup"),
            output.map(given -> "--athena-output")));
  }

  /** Arguments of verify. */
  List<String> arguments() {
    if (engine.filter(given -> given == Engine.ATHENA).isEmpty()) {
      requireNoneOfAthena();
    }
    List<String> arguments = new ArrayList<>();
    engine.ifPresent(
        given -> arguments.addAll(List.of("--engine", given.name().toLowerCase(Locale.ROOT))));
    settle.ifPresent(time -> arguments.addAll(List.of("--settle", time.toMillis() + "ms")));
    database.ifPresent(name -> arguments.addAll(List.of("--athena-database", name)));
    workgroup.ifPresent(name -> arguments.addAll(List.of("--athena-workgroup", name)));
    output.ifPresent(place -> arguments.addAll(List.of("--athena-output", place)));
    return arguments;
  }
}
