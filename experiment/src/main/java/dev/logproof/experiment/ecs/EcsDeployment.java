package dev.logproof.experiment.ecs;

import dev.logproof.experiment.ecs.DeploymentWatch.News;
import dev.logproof.experiment.ecs.ServiceState.Event;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.process.Supervisor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Forces a new deployment of a service and polls until its old tasks have stopped. Blocks; a signal
 * or the unexpected end of a process ends the wait, and ECS goes on with the deployment.
 *
 * @param poll pause between two looks
 * @param limit of the whole deployment
 */
public record EcsDeployment(
    EcsService service,
    EcsTasks tasks,
    Supervisor supervisor,
    Clock clock,
    Duration poll,
    Duration limit) {
  /** Takes what happens, as soon as it is seen. */
  public interface Listener {
    /** A change of the deployment's counts. */
    void progress(String line) throws IOException;

    /** A message of ECS about the service. */
    void event(Event event) throws IOException;

    /** An old task ended. */
    void stopped(TaskState task) throws IOException;
  }

  /**
   * End of a deployment.
   *
   * @param id in ECS
   * @param failure why it did not complete; empty if it did
   * @param stops of the replaced tasks
   */
  public record End(
      String id, String failure, Instant startedAt, Instant endedAt, List<TaskState> stops) {
    /** Copies the list. */
    public End {
      stops = List.copyOf(stops);
    }

    /** Whether the new tasks are steady and the old ones have stopped. */
    public boolean isCompleted() {
      return failure.isEmpty();
    }
  }

  /** Deploys and waits. */
  public End run(Listener listener) throws StepFailedException, IOException, InterruptedException {
    ServiceState before = service.describeAtRest();
    List<String> old = tasks.ofService(service.name());
    Instant start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String id = service.forceNewDeployment();
    listener.event(new Event(id, start, "(logproof) forced the new deployment " + id));
    DeploymentWatch watch = new DeploymentWatch(id, before.events(), old, start.plus(limit));
    List<TaskState> stops = new ArrayList<>();
    while (!watch.state().isFinal()) {
      supervisor.pause(poll);
      // Tasks first: a task that stops in between is seen by the next look.
      List<TaskState> seen = tasks.describe(old);
      News news = watch.observe(service.describe(), seen, clock.instant());
      for (Event event : news.events()) {
        listener.event(event);
      }
      for (TaskState stop : news.stops()) {
        stops.add(stop);
        listener.stopped(stop);
      }
      for (String line : news.progress()) {
        listener.progress(line);
      }
    }
    return new End(id, failure(id, watch), start, clock.instant(), stops);
  }

  private String failure(String id, DeploymentWatch watch) {
    String what = "ECS deployment " + id + " of service " + service.name();
    return switch (watch.state()) {
      case COMPLETED -> "";
      case FAILED -> what + " failed: " + watch.reason();
      case REPLACED -> what + " was replaced by another one: " + watch.reason();
      case OVERDUE -> what + " took longer than --ecs-timeout: " + watch.reason();
      case ROLLING, STOPPING_OLD_TASKS ->
          throw new IllegalStateException("the wait ended before the deployment");
    };
  }
}
