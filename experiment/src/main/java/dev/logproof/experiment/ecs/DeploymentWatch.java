package dev.logproof.experiment.ecs;

import dev.logproof.experiment.ecs.ServiceState.Event;
import dev.logproof.experiment.ecs.ServiceState.Rollout;
import dev.logproof.experiment.ecs.ServiceState.RolloutState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Follows one deployment through the answers of DescribeServices and DescribeTasks, without I/O or
 * clock.
 *
 * <p>ECS calls a deployment completed once the new tasks are steady. The old ones may still wait
 * for their deregistration delay then and hold clients, so the deployment ends only when all of
 * them have stopped. Confined to one thread.
 */
final class DeploymentWatch {
  /** How ECS explains the deployment that follows one that failed. */
  private static final String ROLLBACK = "rolling back";

  private final String deployment;
  private final Set<String> oldTasks;
  private final Instant deadline;
  private final Set<String> knownEvents = new HashSet<>();
  private final Set<String> stoppedTasks = new HashSet<>();
  private State state = State.ROLLING;
  private String reason = "";
  private String shown = "";

  /** Lifecycle of the deployment. */
  enum State {
    ROLLING,
    /** The new tasks are steady, and old ones run. */
    STOPPING_OLD_TASKS,
    COMPLETED,
    /** The new tasks did not become steady; ECS may roll back. */
    FAILED,
    /** Another deployment began before the end of this one. */
    REPLACED,
    OVERDUE;

    boolean isFinal() {
      return this != ROLLING && this != STOPPING_OLD_TASKS;
    }
  }

  /** News of one observation, in the order in which they happened. */
  record News(List<Event> events, List<TaskState> stops, List<String> progress) {
    News {
      events = List.copyOf(events);
      stops = List.copyOf(stops);
      progress = List.copyOf(progress);
    }
  }

  /**
   * Follows {@code deployment}.
   *
   * @param knownEvents from before the deployment
   * @param oldTasks ARNs of the tasks that the deployment replaces
   */
  DeploymentWatch(
      String deployment,
      Collection<Event> knownEvents,
      Collection<String> oldTasks,
      Instant deadline) {
    this.deployment = deployment;
    this.oldTasks = Set.copyOf(oldTasks);
    this.deadline = deadline;
    knownEvents.forEach(event -> this.knownEvents.add(event.id()));
  }

  State state() {
    return state;
  }

  /** Why the deployment ended; empty unless it failed. */
  String reason() {
    return reason;
  }

  /** Takes one pair of answers and returns what is new in them. */
  News observe(ServiceState service, List<TaskState> tasks, Instant now) {
    List<Event> events = new ArrayList<>();
    for (Event event : service.events()) {
      if (knownEvents.add(event.id())) {
        events.add(0, event);
      }
    }
    List<TaskState> stops =
        tasks.stream().filter(task -> task.isStopped() && stoppedTasks.add(task.arn())).toList();
    if (!state.isFinal()) {
      advance(service, now);
    }
    String line = line(service);
    List<String> progress = line.equals(shown) ? List.of() : List.of(line);
    shown = line;
    return new News(events, stops, progress);
  }

  private void advance(ServiceState service, Instant now) {
    Optional<Rollout> rollout = service.rollout(deployment);
    if (rollout.isPresent() && rollout.get().state() == RolloutState.FAILED) {
      end(State.FAILED, rollout.get().reason());
    } else if (rollout.filter(Rollout::isPrimary).isEmpty()) {
      endReplaced(service);
    } else if (rollout.get().state() == RolloutState.COMPLETED
        && stoppedTasks.containsAll(oldTasks)) {
      state = State.COMPLETED;
    } else if (!now.isBefore(deadline)) {
      end(State.OVERDUE, "it had not ended by " + deadline + "; last seen: " + line(service));
    } else {
      state =
          rollout.get().state() == RolloutState.COMPLETED
              ? State.STOPPING_OLD_TASKS
              : State.ROLLING;
    }
  }

  /** A rollback is a deployment of its own, and ECS may have forgotten the one that failed. */
  private void endReplaced(ServiceState service) {
    String successor = service.primary().map(Rollout::id).orElse("none");
    String why = service.primary().map(Rollout::reason).orElse("");
    end(
        why.contains(ROLLBACK) ? State.FAILED : State.REPLACED,
        "the primary deployment is " + successor + (why.isEmpty() ? "" : ": " + why));
  }

  private void end(State end, String why) {
    state = end;
    reason = why;
  }

  private String line(ServiceState service) {
    return service
        .rollout(deployment)
        .map(
            rollout ->
                String.format(
                    Locale.ROOT,
                    "%s %s: %d of %d new tasks run, %d start, %d failed; %d of %d old tasks"
                        + " stopped",
                    deployment,
                    rollout.state(),
                    rollout.running(),
                    rollout.desired(),
                    rollout.pending(),
                    rollout.failed(),
                    stoppedTasks.size(),
                    oldTasks.size()))
        .orElse(deployment + " is no longer listed");
  }
}
