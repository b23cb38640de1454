package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.targets.Target;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.experiment.task.TargetFile;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.Period;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * Running tasks of one target, and the file that stands for its load balancer. Confined to the main
 * thread.
 */
final class TaskGroup {
  private final SuiteContext context;
  private final Target target;
  private final TargetFile registered;
  private final Deque<AggregatorTask> tasks = new ArrayDeque<>();
  private final List<AggregatorTask> stopping = new ArrayList<>();

  private TaskGroup(SuiteContext context, Target target, TargetFile registered) {
    this.context = context;
    this.target = target;
    this.registered = registered;
  }

  /** Starts {@code count} tasks; an address target has the tasks that run already. */
  static TaskGroup start(SuiteContext context, Target target, String purpose, int count)
      throws StepFailedException, IOException, InterruptedException {
    Path file = context.result().directory().resolve(purpose + "-targets-" + target.name());
    TaskGroup group = new TaskGroup(context, target, new TargetFile(file));
    for (String address : target.runningTasks()) {
      group.registered.register(address);
    }
    for (int i = 0; i < count && target.isStartable(); i++) {
      group.add();
    }
    return group;
  }

  String target() {
    return target.name();
  }

  Path file() {
    return registered.path();
  }

  /** Registered tasks, the oldest first. */
  List<AggregatorTask> tasks() {
    return List.copyOf(tasks);
  }

  /** All tasks that run, also those being stopped. */
  List<AggregatorTask> running() {
    List<AggregatorTask> running = new ArrayList<>(stopping);
    running.addAll(tasks);
    return running;
  }

  /** Starts and registers a task. */
  AggregatorTask add() throws StepFailedException, IOException, InterruptedException {
    AggregatorTask task = context.startTask(target);
    registered.register(task.addresses().forward());
    tasks.addLast(task);
    return task;
  }

  /** As ECS does: deregisters the oldest task and then stops it. */
  Stop stopOldest() throws StepFailedException, IOException, InterruptedException {
    return stop(tasks.removeFirst());
  }

  /** Stops the newest task, as {@link #stopOldest}. */
  Stop stopNewest() throws StepFailedException, IOException, InterruptedException {
    return stop(tasks.removeLast());
  }

  private Stop stop(AggregatorTask task)
      throws StepFailedException, IOException, InterruptedException {
    registered.deregister(task.addresses().forward());
    stopping.add(task);
    context.supervisor().pause(Limits.DEREGISTRATION);
    Stop stop = task.stop();
    stopping.remove(task);
    context
        .result()
        .add(
            new Period(
                Period.Kind.STOP,
                target(),
                stop.sigtermAtMillis(),
                stop.sigtermAtMillis() + stop.stopMillis(),
                "Task " + stop.task() + " was stopped."));
    return stop;
  }

  /** Stops all tasks without load. */
  void stopAll() throws StepFailedException, IOException, InterruptedException {
    while (!tasks.isEmpty()) {
      tasks.removeFirst().stop();
    }
  }

  /** Events held by all tasks; empty when a task does not report them. */
  OptionalLong pendingEvents() throws InterruptedException {
    long sum = 0;
    for (AggregatorTask task : running()) {
      OptionalLong pending = context.http().pendingEvents(task.addresses());
      if (pending.isEmpty()) {
        return pending;
      }
      sum += pending.getAsLong();
    }
    return running().isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  /**
   * Waits until everything is delivered. Tasks that do not report what they hold get some time.
   *
   * @return false when they did not deliver it in time
   */
  boolean awaitDelivery() throws StepFailedException, IOException, InterruptedException {
    if (pendingEvents().isEmpty()) {
      context.supervisor().pause(Limits.BLIND_DELIVERY);
      return true;
    }
    long deadlineNanos = System.nanoTime() + Limits.BACKLOG.toNanos();
    while (System.nanoTime() - deadlineNanos < 0) {
      OptionalLong pending = pendingEvents();
      if (pending.isPresent() && pending.getAsLong() == 0) {
        return true;
      }
      context.supervisor().pause(Duration.ofMillis(100));
    }
    return false;
  }
}
