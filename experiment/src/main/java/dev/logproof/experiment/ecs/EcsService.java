package dev.logproof.experiment.ecs;

import dev.logproof.experiment.ecs.ServiceState.Event;
import dev.logproof.experiment.ecs.ServiceState.Rollout;
import dev.logproof.experiment.ecs.ServiceState.RolloutState;
import dev.logproof.experiment.process.StepFailedException;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A service of ECS. Calls block, and throttled ones are retried by the SDK.
 *
 * @param client closed by its owner
 * @param cluster name or ARN
 * @param name of the service, or its ARN
 */
public record EcsService(EcsClient client, String cluster, String name) {
  private static final String ACTIVE = "ACTIVE";

  /**
   * Describes the service.
   *
   * @throws StepFailedException if there is none, or ECS does not roll its deployments
   */
  public ServiceState describe() throws StepFailedException {
    DescribeServicesResponse response =
        EcsErrors.call(
            "DescribeServices",
            shown(),
            () -> client.describeServices(r -> r.cluster(cluster).services(name)));
    Service service =
        response.services().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new StepFailedException(
                        shown()
                            + ": no such service in this cluster and region; check --ecs-service,"
                            + " --ecs-cluster and AWS_REGION"));
    if (!ACTIVE.equals(service.status())) {
      throw new StepFailedException(
          shown() + ": the service is " + service.status() + "; expected " + ACTIVE);
    }
    requireRolling(service);
    return state(service);
  }

  /**
   * Describes the service, and fails if it runs no task or a deployment is in progress: the loss
   * would not belong to one deployment.
   */
  public ServiceState describeAtRest() throws StepFailedException {
    ServiceState state = describe();
    Optional<Rollout> rolling =
        state.rollouts().stream()
            .filter(rollout -> rollout.state() == RolloutState.IN_PROGRESS)
            .findFirst();
    if (rolling.isPresent()) {
      throw new StepFailedException(
          shown() + ": deployment " + rolling.get().id() + " is in progress; expected none");
    }
    if (state.running() == 0) {
      throw new StepFailedException(shown() + ": runs no task; expected at least one");
    }
    return state;
  }

  /**
   * Replaces every task of the service.
   *
   * @return id of the deployment
   */
  public String forceNewDeployment() throws StepFailedException {
    Service service =
        EcsErrors.call(
                "UpdateService",
                shown(),
                () ->
                    client.updateService(
                        r -> r.cluster(cluster).service(name).forceNewDeployment(true)))
            .service();
    return state(service)
        .primary()
        .map(Rollout::id)
        .orElseThrow(
            () -> new StepFailedException(shown() + ": UpdateService started no deployment"));
  }

  /** Other controllers report no state of a rollout, which would then never end. */
  private void requireRolling(Service service) throws StepFailedException {
    Optional<DeploymentControllerType> other =
        Optional.ofNullable(service.deploymentController())
            .map(DeploymentController::type)
            .filter(type -> type != DeploymentControllerType.ECS);
    if (other.isPresent()) {
      throw new StepFailedException(
          shown()
              + ": the service uses the deployment controller "
              + other.get()
              + "; expected ECS, whose rolling deployments are measured");
    }
  }

  private String shown() {
    return "service " + name + " of cluster " + cluster;
  }

  private static ServiceState state(Service service) {
    return new ServiceState(
        service.desiredCount(),
        service.runningCount(),
        service.pendingCount(),
        service.deployments().stream().map(EcsService::rollout).toList(),
        service.events().stream()
            .map(event -> new Event(event.id(), event.createdAt(), event.message()))
            .toList());
  }

  private static Rollout rollout(software.amazon.awssdk.services.ecs.model.Deployment deployment) {
    RolloutState state =
        switch (Optional.ofNullable(deployment.rolloutStateAsString()).orElse("")) {
          case "COMPLETED" -> RolloutState.COMPLETED;
          case "FAILED" -> RolloutState.FAILED;
          default -> RolloutState.IN_PROGRESS;
        };
    return new Rollout(
        deployment.id(),
        deployment.status(),
        state,
        Optional.ofNullable(deployment.rolloutStateReason()).orElse(""),
        count(deployment.desiredCount()),
        count(deployment.runningCount()),
        count(deployment.pendingCount()),
        count(deployment.failedTasks()));
  }

  private static int count(Integer reported) {
    return Optional.ofNullable(reported).orElse(0);
  }
}
