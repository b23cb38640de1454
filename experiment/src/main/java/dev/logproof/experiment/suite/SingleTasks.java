package dev.logproof.experiment.suite;

import dev.logproof.commandline.ByteRate;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.targets.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts one task per target and measures it in several ways. The task is warmed up once, since a
 * JVM spends its first seconds compiling.
 *
 * @param warmUp time at {@code warmUpRate} before the first measurement
 */
public record SingleTasks(ByteRate warmUpRate, Duration warmUp, List<TaskMeasurement> measurements)
    implements Part {
  /** Copies the list. */
  public SingleTasks {
    measurements = List.copyOf(measurements);
  }

  @Override
  public Duration expectedTime() {
    return measurements.stream().map(TaskMeasurement::expectedTime).reduce(warmUp, Duration::plus);
  }

  @Override
  public void run(SuiteContext context)
      throws StepFailedException, IOException, InterruptedException {
    List<TaskGroup> groups = new ArrayList<>();
    for (Target target : context.settings().targets()) {
      if (isMissing(context, target.name())) {
        context.step("start one task of " + target.name());
        TaskGroup group = TaskGroup.start(context, target, "single", 1);
        groups.add(group);
        warmUp(context, group);
      }
    }
    for (TaskMeasurement measurement : measurements) {
      measurement.run(
          context,
          groups.stream()
              .filter(group -> measurement.isMissing(context.result().findings(), group.target()))
              .toList());
    }
    for (TaskGroup group : groups) {
      context.step("stop the task of " + group.target());
      group.stopAll();
    }
  }

  private boolean isMissing(SuiteContext context, String target) {
    return measurements.stream()
        .anyMatch(measurement -> measurement.isMissing(context.result().findings(), target));
  }

  private void warmUp(SuiteContext context, TaskGroup group)
      throws StepFailedException, IOException, InterruptedException {
    if (warmUp.isZero()) {
      return;
    }
    context.step("warm up " + group.target() + " at " + warmUpRate);
    Load load = Load.withoutTracers(warmUpRate, warmUp, context.settings().seed());
    ActiveLoad.start(context, "warm-up-" + group.target(), "warm-up", load, group).await();
    group.awaitDelivery();
  }
}
