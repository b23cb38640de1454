package dev.logproof.experiment.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.experiment.ecs.EcsTasks.Launch;
import dev.logproof.experiment.suite.EcsSettings.LoadPlace;
import dev.logproof.experiment.suite.LoadTasks;
import dev.logproof.objects.S3Location;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options of a load from tasks of ECS. */
final class EcsLoadOptions {
  @Option(
      names = "--ecs-load-task-definition",
      paramLabel = "NAME",
      description =
          "Send the load from Fargate tasks of this task definition, such as logproof-loadgen-load"
              + " of deploy/loadgen.yml: each is a segment of one run, and all are stopped at the"
              + " end and by Ctrl-C. Default: one loadgen on this machine, which must reach the"
              + " load balancer.")
  Optional<String> definition = Optional.empty();

  @Option(
      names = "--ecs-load-tasks",
      paramLabel = "N",
      defaultValue = "2",
      description = "Number of load tasks, 1 to 40. Default: ${DEFAULT-VALUE}.")
  int tasks;

  @Option(
      names = "--ecs-load-container",
      paramLabel = "NAME",
      defaultValue = "load",
      description =
          "Container of the task definition that runs loadgen. Default: ${DEFAULT-VALUE}.")
  String container;

  @Option(
      names = "--ecs-load-subnets",
      paramLabel = "ID,...",
      split = ",",
      description = "Subnets of the load tasks, from which they reach the load balancer and S3.")
  List<String> subnets = List.of();

  @Option(
      names = "--ecs-load-security-groups",
      paramLabel = "ID,...",
      split = ",",
      description = "Security groups of the load tasks. Default: that of the VPC.")
  List<String> securityGroups = List.of();

  @Option(
      names = "--ecs-load-journal",
      paramLabel = "s3://BUCKET/PREFIX",
      description =
          "S3 location of the load tasks' journals, which verify reads; their role must be allowed"
              + " to write there.")
  Optional<String> journal = Optional.empty();

  @Option(
      names = "--ecs-load-start-after",
      paramLabel = "DURATION",
      defaultValue = "3m",
      description =
          "Time for the load tasks to start, 10s to 1h: all begin to send at its end. Default:"
              + " ${DEFAULT-VALUE}.")
  Duration startAfter;

  void requireNone() {
    EcsOptions.requireAbsent(
        "--ecs-cluster and --ecs-service",
        Stream.of(definition.map(given -> "--ecs-load-task-definition")));
    requireNoneOfTasks();
  }

  private void requireNoneOfTasks() {
    EcsOptions.requireAbsent(
        "--ecs-load-task-definition",
        Stream.of(
            journal.map(given -> "--ecs-load-journal"),
            subnets.stream().findFirst().map(given -> "--ecs-load-subnets"),
            securityGroups.stream().findFirst().map(given -> "--ecs-load-security-groups")));
  }

  LoadPlace place(int connections) {
    if (definition.isEmpty()) {
      requireNoneOfTasks();
      return new LoadPlace.Here();
    }
    Check.range(tasks, 1, 40, "--ecs-load-tasks");
    Check.that(
        connections >= tasks,
        "--connections",
        connections,
        "at least one per load task of --ecs-load-tasks " + tasks);
    Check.that(!subnets.isEmpty(), "--ecs-load-subnets", "", "subnets of the load tasks");
    Check.range(startAfter, Duration.ofSeconds(10), Duration.ofHours(1), "--ecs-load-start-after");
    return new LoadPlace.OnEcs(
        new LoadTasks(
            new Launch(definition.get(), container, subnets, securityGroups),
            tasks,
            journals(),
            startAfter));
  }

  private String journals() {
    String place = journal.orElse("");
    try {
      return S3Location.parse(place).toString();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(
          "--ecs-load-journal '" + place + "': expected s3://BUCKET/PREFIX", e);
    }
  }
}
