package dev.logproof.experiment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.experiment.ecs.DeploymentWatch.News;
import dev.logproof.experiment.ecs.DeploymentWatch.State;
import dev.logproof.experiment.ecs.ServiceState.Event;
import dev.logproof.experiment.ecs.ServiceState.Rollout;
import dev.logproof.experiment.ecs.ServiceState.RolloutState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers of ECS and what follows from them. */
class DeploymentWatchTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant DEADLINE = START.plusSeconds(600);
  private static final Event EARLIER = new Event("e0", START.minusSeconds(60), "earlier");

  private final DeploymentWatch watch =
      new DeploymentWatch("new", List.of(EARLIER), List.of("task/a", "task/b"), DEADLINE);

  private static Rollout rollout(String id, String status, RolloutState state, String reason) {
    return new Rollout(id, status, state, reason, 2, 1, 1, 0);
  }

  private static ServiceState service(Rollout... rollouts) {
    return new ServiceState(2, 2, 0, List.of(rollouts), List.of(EARLIER));
  }

  private static Rollout primary(RolloutState state) {
    return rollout("new", "PRIMARY", state, "");
  }

  private static TaskState task(String arn, String status) {
    return new TaskState(arn, status, Map.of("aggregator", 0), 1, 2, "code", "reason");
  }

  private News look(ServiceState service, String statusOfA, String statusOfB) {
    return watch.observe(
        service, List.of(task("task/a", statusOfA), task("task/b", statusOfB)), START);
  }

  @Test
  void completesOnlyWhenEveryOldTaskHasStopped() {
    look(service(primary(RolloutState.IN_PROGRESS)), "RUNNING", "RUNNING");
    assertThat(watch.state()).isEqualTo(State.ROLLING);
    look(service(primary(RolloutState.COMPLETED)), "STOPPED", "DEACTIVATING");
    assertThat(watch.state()).isEqualTo(State.STOPPING_OLD_TASKS);
    look(service(primary(RolloutState.COMPLETED)), "STOPPED", "STOPPED");
    assertThat(watch.state()).isEqualTo(State.COMPLETED);
    assertThat(watch.reason()).isEmpty();
  }

  @Test
  void keepsRollingWhileStoppedTasksPrecedeRollout() {
    look(service(primary(RolloutState.IN_PROGRESS)), "STOPPED", "STOPPED");
    assertThat(watch.state()).isEqualTo(State.ROLLING);
  }

  @Test
  void failsWithReasonOfRollout() {
    assertEnds(
        State.FAILED,
        "circuit breaker: tasks failed",
        rollout("old", "PRIMARY", RolloutState.IN_PROGRESS, "rolling back to old"),
        rollout("new", "ACTIVE", RolloutState.FAILED, "circuit breaker: tasks failed"));
  }

  /** Asserts how the watch ends when it sees these rollouts while the old tasks run. */
  private void assertEnds(State state, String reason, Rollout... rollouts) {
    look(service(rollouts), "RUNNING", "RUNNING");
    assertThat(watch.state()).isEqualTo(state);
    assertThat(watch.reason()).isEqualTo(reason);
  }

  @Test
  void failsWhenRollbackHidesFailedRollout() {
    assertEnds(
        State.FAILED,
        "the primary deployment is next: rolling back to old",
        rollout("next", "PRIMARY", RolloutState.IN_PROGRESS, "rolling back to old"));
  }

  @Test
  void endsWhenAnotherDeploymentBegins() {
    Rollout next = rollout("next", "PRIMARY", RolloutState.IN_PROGRESS, "");
    Rollout watched = rollout("new", "ACTIVE", RolloutState.IN_PROGRESS, "");
    assertEnds(State.REPLACED, "the primary deployment is next", next, watched);
  }

  @Test
  void endsServiceThatNeverSettlesAtDeadline() {
    ServiceState rolling = service(primary(RolloutState.IN_PROGRESS));
    watch.observe(rolling, List.of(), DEADLINE.minusMillis(1));
    assertThat(watch.state()).isEqualTo(State.ROLLING);
    watch.observe(rolling, List.of(), DEADLINE);
    assertThat(watch.state()).isEqualTo(State.OVERDUE);
    assertThat(watch.reason()).contains("2026-01-31T12:10:00Z", "1 of 2 new tasks run");
  }

  @Test
  void endsDeploymentWhoseOldTasksNeverStopAtDeadline() {
    watch.observe(service(primary(RolloutState.COMPLETED)), List.of(), DEADLINE);
    assertThat(watch.state()).isEqualTo(State.OVERDUE);
    assertThat(watch.reason()).contains("0 of 2 old tasks stopped");
  }

  @Test
  void staysInFinalState() {
    look(service(rollout("new", "ACTIVE", RolloutState.FAILED, "why")), "RUNNING", "RUNNING");
    look(service(primary(RolloutState.COMPLETED)), "STOPPED", "STOPPED");
    assertThat(watch.state()).isEqualTo(State.FAILED);
  }

  @Test
  void reportsEachEventAndStopOnceInOrder() {
    Event first = new Event("e1", START, "first");
    Event second = new Event("e2", START, "second");
    List<Rollout> rollouts = List.of(primary(RolloutState.IN_PROGRESS));
    ServiceState one = new ServiceState(2, 2, 0, rollouts, List.of(second, first, EARLIER));
    News news = look(one, "STOPPED", "RUNNING");
    assertThat(news.events()).containsExactly(first, second);
    assertThat(news.stops()).extracting(TaskState::id).containsExactly("a");
    News again = look(one, "STOPPED", "STOPPED");
    assertThat(again.events()).isEmpty();
    assertThat(again.stops()).extracting(TaskState::id).containsExactly("b");
  }

  @Test
  void showsProgressOnlyWhenItChanges() {
    ServiceState rolling = service(primary(RolloutState.IN_PROGRESS));
    assertThat(look(rolling, "RUNNING", "RUNNING").progress())
        .containsExactly(
            "new IN_PROGRESS: 1 of 2 new tasks run, 1 start, 0 failed; 0 of 2 old tasks stopped");
    assertThat(look(rolling, "RUNNING", "RUNNING").progress()).isEmpty();
    assertThat(look(rolling, "STOPPED", "RUNNING").progress()).hasSize(1);
  }
}
