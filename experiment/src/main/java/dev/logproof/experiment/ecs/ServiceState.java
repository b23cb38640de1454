package dev.logproof.experiment.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One answer of DescribeServices. Immutable.
 *
 * @param events newest first
 */
public record ServiceState(
    int desired, int running, int pending, List<Rollout> rollouts, List<Event> events) {
  private static final String PRIMARY = "PRIMARY";

  /** Copies the lists. */
  public ServiceState {
    rollouts = List.copyOf(rollouts);
    events = List.copyOf(events);
  }

  /** State of a deployment, in ECS's words. */
  public enum RolloutState {
    IN_PROGRESS,
    COMPLETED,
    FAILED
  }

  /**
   * A deployment of the service.
   *
   * @param status {@code PRIMARY}, {@code ACTIVE} while an earlier one is replaced, or {@code
   *     INACTIVE}
   * @param failed tasks that could not be started
   */
  public record Rollout(
      String id,
      String status,
      RolloutState state,
      String reason,
      int desired,
      int running,
      int pending,
      int failed) {
    boolean isPrimary() {
      return status.equals(PRIMARY);
    }
  }

  /** A message of the service's scheduler. */
  public record Event(String id, Instant at, String message) {}

  /** The deployment with this id; ECS forgets earlier ones. */
  Optional<Rollout> rollout(String id) {
    return rollouts.stream().filter(rollout -> rollout.id().equals(id)).findFirst();
  }

  /** The deployment that new tasks belong to. */
  Optional<Rollout> primary() {
    return rollouts.stream().filter(Rollout::isPrimary).findFirst();
  }
}
