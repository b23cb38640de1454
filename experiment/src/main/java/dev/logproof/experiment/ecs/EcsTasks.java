package dev.logproof.experiment.ecs;

import dev.logproof.experiment.process.StepFailedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Tasks of a cluster. Calls block, and throttled ones are retried by the SDK.
 *
 * @param client closed by its owner
 * @param cluster name or ARN
 */
public record EcsTasks(EcsClient client, String cluster) {
  /** Most tasks per DescribeTasks. */
  private static final int BATCH = 100;

  /**
   * A task to start on Fargate.
   *
   * @param definition family, family:revision or ARN
   * @param container whose command is replaced
   * @param securityGroups empty for the VPC's default
   */
  public record Launch(
      String definition, String container, List<String> subnets, List<String> securityGroups) {
    /** Copies the lists. */
    public Launch {
      subnets = List.copyOf(subnets);
      securityGroups = List.copyOf(securityGroups);
    }
  }

  /** ARNs of the tasks of {@code service} that are to run. */
  public List<String> ofService(String service) throws StepFailedException {
    return EcsErrors.call(
        "ListTasks",
        "service " + service,
        () ->
            client
                .listTasksPaginator(r -> r.cluster(cluster).serviceName(service))
                .taskArns()
                .stream()
                .toList());
  }

  /**
   * Describes tasks; those that stopped are known for an hour at least.
   *
   * @throws StepFailedException if ECS does not know one
   */
  public List<TaskState> describe(List<String> arns) throws StepFailedException {
    List<TaskState> states = new ArrayList<>();
    for (int from = 0; from < arns.size(); from += BATCH) {
      List<String> some = arns.subList(from, Math.min(arns.size(), from + BATCH));
      DescribeTasksResponse response =
          EcsErrors.call(
              "DescribeTasks",
              "cluster " + cluster,
              () -> client.describeTasks(r -> r.cluster(cluster).tasks(some)));
      requireNone("DescribeTasks", response.failures());
      response.tasks().forEach(task -> states.add(state(task)));
    }
    return states;
  }

  /**
   * Starts a task.
   *
   * @param startedBy shown by ECS beside the task
   * @return its ARN
   */
  public String run(Launch launch, List<String> command, String startedBy)
      throws StepFailedException {
    RunTaskResponse response =
        EcsErrors.call(
            "RunTask",
            "task definition " + launch.definition(),
            () -> client.runTask(request(launch, command, startedBy)));
    requireNone("RunTask of " + launch.definition(), response.failures());
    return response.tasks().stream()
        .map(Task::taskArn)
        .findFirst()
        .orElseThrow(
            () -> new StepFailedException("RunTask of " + launch.definition() + " started none"));
  }

  /** Sends SIGTERM to the containers of a task, and SIGKILL after their stop timeout. */
  public void stop(String arn, String reason) throws StepFailedException {
    var unused =
        EcsErrors.call(
            "StopTask",
            "task " + arn,
            () -> client.stopTask(r -> r.cluster(cluster).task(arn).reason(reason)));
  }

  private RunTaskRequest request(Launch launch, List<String> command, String startedBy) {
    return RunTaskRequest.builder()
        .cluster(cluster)
        .taskDefinition(launch.definition())
        .launchType(LaunchType.FARGATE)
        .startedBy(startedBy)
        .count(1)
        .networkConfiguration(
            n ->
                n.awsvpcConfiguration(
                    v ->
                        v.assignPublicIp(AssignPublicIp.DISABLED)
                            .subnets(launch.subnets())
                            .securityGroups(launch.securityGroups())))
        .overrides(o -> o.containerOverrides(command(launch.container(), command)))
        .build();
  }

  private static ContainerOverride command(String container, List<String> command) {
    return ContainerOverride.builder().name(container).command(command).build();
  }

  private static void requireNone(String call, List<Failure> failures) throws StepFailedException {
    if (!failures.isEmpty()) {
      throw new StepFailedException(
          call
              + ": "
              + failures.stream()
                  .map(
                      failure ->
                          failure.reason()
                              + Optional.ofNullable(failure.arn()).map(a -> " " + a).orElse("")
                              + Optional.ofNullable(failure.detail())
                                  .map(detail -> " (" + detail + ")")
                                  .orElse(""))
                  .collect(Collectors.joining("; ")));
    }
  }

  private static TaskState state(Task task) {
    return new TaskState(
        task.taskArn(),
        task.lastStatus(),
        task.containers().stream()
            .filter(container -> container.exitCode() != null)
            .collect(Collectors.toMap(Container::name, Container::exitCode)),
        Optional.ofNullable(task.stoppingAt()).map(Instant::toEpochMilli).orElse(0L),
        stoppedAt(task).map(Instant::toEpochMilli).orElse(0L),
        Optional.ofNullable(task.stopCodeAsString()).orElse(""),
        Optional.ofNullable(task.stoppedReason()).orElse(""));
  }

  private static Optional<Instant> stoppedAt(Task task) {
    return Optional.ofNullable(task.executionStoppedAt())
        .or(() -> Optional.ofNullable(task.stoppedAt()));
  }
}
