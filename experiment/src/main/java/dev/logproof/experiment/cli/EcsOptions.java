package dev.logproof.experiment.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.experiment.ecs.StandardEcs;
import dev.logproof.experiment.suite.DeploymentLoad;
import dev.logproof.experiment.suite.EcsDeployments;
import dev.logproof.experiment.suite.EcsSettings;
import dev.logproof.experiment.suite.EcsSettings.LoadPlace;
import dev.logproof.experiment.suite.EcsSettings.Timing;
import dev.logproof.experiment.suite.Repetitions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of deployments of a service of ECS. */
final class EcsOptions {
  private static final Duration POLL = Duration.ofSeconds(5);

  @Option(
      names = "--ecs-cluster",
      paramLabel = "NAME",
      description =
          "Deploy --ecs-service of this ECS cluster instead of tasks on this machine. --target is"
              + " then address:HOST:PORT, the load balancer of the service, and LOGPROOF_S3 the"
              + " location where its records arrive. Region and credentials come from the AWS SDK's"
              + " standard chain (AWS_REGION, AWS_PROFILE, ...). Default: no ECS.")
  Optional<String> cluster = Optional.empty();

  @Option(
      names = "--ecs-service",
      paramLabel = "NAME",
      description =
          "Service of the aggregator: each deployment replaces its tasks by"
              + " ecs:UpdateService with forceNewDeployment, and ends when the old tasks have"
              + " stopped. A deployment that fails or is rolled back ends the run as unknown.")
  Optional<String> service = Optional.empty();

  @Option(
      names = "--ecs-timeout",
      paramLabel = "DURATION",
      defaultValue = "30m",
      description =
          "Longest deployment, 1m to 12h, with the deregistration delay and the stop timeout of the"
              + " old tasks. Default: ${DEFAULT-VALUE}.")
  Duration timeout;

  @Option(
      names = "--ecs-check",
      description = "Only look whether the service is at rest and can be deployed, and exit.")
  boolean check;

  @Mixin EcsLoadOptions load = new EcsLoadOptions();

  @Mixin EcsVerifyOptions verify = new EcsVerifyOptions();

  /** Whether a service of ECS is deployed; fails if options are given that need one. */
  boolean isGiven() {
    if (cluster.isPresent() != service.isPresent()) {
      throw CommandFailure.badInput(
          "--ecs-cluster and --ecs-service: expected both, or none for tasks on this machine");
    }
    if (cluster.isEmpty()) {
      requireAbsent(
          "--ecs-cluster and --ecs-service",
          Stream.of(Optional.of("--ecs-check").filter(flag -> check)));
      load.requireNone();
      verify.requireNone();
    }
    return cluster.isPresent();
  }

  EcsDeployments part(
      Repetitions repetitions, DeploymentLoad offered, List<String> targets, int connections) {
    Check.that(
        targets.size() == 1 && targets.get(0).matches("([a-z0-9-]+=)?address:.*"),
        "--target",
        String.join(" ", targets),
        "address:HOST:PORT, the load balancer of --ecs-service");
    Check.range(timeout, Duration.ofMinutes(1), Duration.ofHours(12), "--ecs-timeout");
    LoadPlace place = load.place(connections);
    EcsSettings settings =
        new EcsSettings(
            StandardEcs::client,
            cluster.orElseThrow(),
            service.orElseThrow(),
            new Timing(Clock.systemUTC(), POLL, timeout),
            place,
            verify.arguments());
    return new EcsDeployments(repetitions, offered, settings);
  }

  /** Rejects the first of {@code given} that has a value. */
  static void requireAbsent(String needs, Stream<Optional<String>> given) {
    given
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            flag -> {
              throw CommandFailure.badInput(flag + ": expected only with " + needs);
            });
  }
}
