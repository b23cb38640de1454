package dev.logproof.experiment.targets;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.record.result.MeasuredTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An aggregator under test. */
public interface Target {
  /** Name, kind and command. */
  MeasuredTarget description();

  /** Addresses of tasks that run already; empty when this program starts them. */
  default List<String> runningTasks() {
    return List.of();
  }

  /**
   * Starts a task and waits until it accepts connections.
   *
   * @param name of its process
   */
  AggregatorTask start(String name, TaskPlace place)
      throws StepFailedException, IOException, InterruptedException;

  /** Name, unique in a run. */
  default String name() {
    return description().name();
  }

  /** The same aggregator, which ends its connections at an age; empty if it cannot. */
  default Optional<Target> withMaxConnectionAge(Duration age) {
    return Optional.empty();
  }

  /** Whether this program starts and stops its tasks. */
  default boolean isStartable() {
    return runningTasks().isEmpty();
  }
}
