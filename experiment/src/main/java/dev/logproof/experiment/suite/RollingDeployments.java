package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.targets.Target;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces one task at a time under load, as ECS does: the new task is healthy and registered
 * before the old one is deregistered and stopped. Targets take turns.
 *
 * @param tasks number running concurrently
 */
public record RollingDeployments(Repetitions repetitions, DeploymentLoad load, int tasks)
    implements Part {
  @Override
  public Duration expectedTime() {
    return load.time().plusSeconds(12).multipliedBy(repetitions.count());
  }

  @Override
  public void run(SuiteContext context)
      throws StepFailedException, IOException, InterruptedException {
    List<TaskGroup> groups = new ArrayList<>();
    for (Target target : context.settings().targets()) {
      if (!target.isStartable()) {
        context.screen().milestone("deployments: skipped for the address " + target.name());
      } else if (repetitions.isMissing(context, target.name())) {
        context.step("deployments: start " + tasks + " tasks of " + target.name());
        groups.add(TaskGroup.start(context, target, "deployment", tasks));
      }
    }
    for (int round = 1; round <= repetitions.count(); round++) {
      for (TaskGroup group : groups) {
        if (repetitions.isMissing(context, group.target())) {
          int number = repetitions.next(context, group.target());
          Repetitions.add(context, deploy(context, group, number));
        }
      }
    }
    for (TaskGroup group : groups) {
      context.step("deployments: stop the tasks of " + group.target());
      group.stopAll();
    }
    for (Target target : context.settings().targets()) {
      repetitions.close(context, target);
    }
  }

  private Deployment deploy(SuiteContext context, TaskGroup group, int number)
      throws StepFailedException, IOException, InterruptedException {
    String phase = "deployment " + number;
    context.step(
        phase + " of " + repetitions.count() + ", " + group.target() + ": load and replace tasks");
    String name = "deployment-" + group.target() + "-" + number;
    // Allows for slow stops; the load ends once all tasks are replaced.
    Load offered = load.load(context, number, Limits.ROLL.multipliedBy(tasks));
    ActiveLoad active = ActiveLoad.start(context, name, phase, offered, group);
    active.awaitFlow();
    long flowingNanos = System.nanoTime();
    context.supervisor().pause(load.lead());
    List<Stop> stops = replaceEach(context, group, number);
    context.supervisor().pause(load.rest(flowingNanos));
    active.requireRunning();
    LoadResult result = active.end();
    context.step(phase + ", " + group.target() + ": verify");
    VerdictResult verdict =
        context.verify(active.directory(), result.tracersAttempted() / result.seconds());
    return new Deployment(group.target(), number, result, verdict, stops);
  }

  private List<Stop> replaceEach(SuiteContext context, TaskGroup group, int number)
      throws StepFailedException, IOException, InterruptedException {
    long startMillis = System.currentTimeMillis();
    List<Stop> stops = new ArrayList<>();
    for (int i = 1; i <= tasks; i++) {
      group.add();
      stops.add(group.stopOldest());
    }
    context
        .result()
        .add(
            new Period(
                Period.Kind.DEPLOYMENT,
                group.target(),
                startMillis,
                System.currentTimeMillis(),
                "Deployment " + number + " replaced " + tasks + " tasks."));
    return stops;
  }
}
