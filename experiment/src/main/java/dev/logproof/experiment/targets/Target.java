package dev.logproof.experiment.targets;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.record.result.MeasuredTarget;
import java.io.IOException;
import java.util.List;

/** An aggregator under test. */
public interface Target {
  /** Name, kind and command. */
  MeasuredTarget description();

  /** Addresses of tasks that run already; empty when this program starts them. */
  List<String> runningTasks();

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

  /** Whether this program starts and stops its tasks. */
  default boolean isStartable() {
    return runningTasks().isEmpty();
  }
}
