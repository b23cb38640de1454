package dev.logproof.experiment.suite;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
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
import java.util.Locale;

/**
 * Replaces one task at a time under load, as ECS does: the new task is healthy and registered
 * before the old one is deregistered and stopped. Targets take turns.
 *
 * @param count most deployments per target
 * @param until ends the deployments of a target earlier
 * @param rate total, over all tasks
 * @param numbered whether every line is a tracer
 * @param time least duration of the load around each deployment
 * @param tasks number running concurrently
 */
public record RollingDeployments(
    int count,
    StopRule until,
    ByteRate rate,
    String arrival,
    EventRate tracers,
    boolean numbered,
    Duration time,
    int tasks)
    implements Part {
  /** Keeps seeds distinct from those of the sweep. */
  private static final long SEED_OFFSET = 10_000;

  /** Load before the first replacement, and the least after the last one. */
  private static final Duration LEAD = Duration.ofSeconds(3);

  /** Decides when the loss per deployment is known well enough. */
  public interface StopRule {
    /** Whether no more deployments are needed after these losses. */
    boolean isReached(List<Long> losses);

    /** What the losses prove, in one sentence. */
    String closing(List<Long> losses);
  }

  @Override
  public Duration expectedTime() {
    return time.plusSeconds(12).multipliedBy(count);
  }

  @Override
  public void run(SuiteContext context)
      throws StepFailedException, IOException, InterruptedException {
    List<TaskGroup> groups = new ArrayList<>();
    for (Target target : context.settings().targets()) {
      if (!target.isStartable()) {
        context.screen().milestone("deployments: skipped for the address " + target.name());
      } else if (isMissing(context, target.name())) {
        context.step("deployments: start " + tasks + " tasks of " + target.name());
        groups.add(TaskGroup.start(context, target, "deployment", tasks));
      }
    }
    for (int round = 1; round <= count; round++) {
      for (TaskGroup group : groups) {
        if (isMissing(context, group.target())) {
          Deployment deployment =
              deploy(context, group, losses(context, group.target()).size() + 1);
          context.result().add(deployment);
          context.screen().milestone("  " + describe(deployment));
        }
      }
    }
    for (TaskGroup group : groups) {
      context.step("deployments: stop the tasks of " + group.target());
      group.stopAll();
    }
    for (Target target : context.settings().targets()) {
      context
          .screen()
          .milestone(target.name() + ": " + until.closing(losses(context, target.name())));
    }
  }

  private boolean isMissing(SuiteContext context, String target) {
    List<Long> losses = losses(context, target);
    return losses.size() < count && !until.isReached(losses);
  }

  private static List<Long> losses(SuiteContext context, String target) {
    return context.result().findings().deployments(target).stream()
        .map(deployment -> deployment.verdict().lost())
        .toList();
  }

  private Deployment deploy(SuiteContext context, TaskGroup group, int number)
      throws StepFailedException, IOException, InterruptedException {
    String phase = "deployment " + number;
    context.step(phase + " of " + count + ", " + group.target() + ": load and replace tasks");
    String name = "deployment-" + group.target() + "-" + number;
    ActiveLoad active = ActiveLoad.start(context, name, phase, load(context, number), group);
    active.awaitFlow();
    long flowingNanos = System.nanoTime();
    context.supervisor().pause(LEAD);
    List<Stop> stops = replaceEach(context, group, number);
    context.supervisor().pause(rest(flowingNanos));
    if (!active.isRunning()) {
      throw new StepFailedException(
          "the load ended before every old task was stopped: the last tasks stopped without load");
    }
    LoadResult result = active.end();
    context.step(phase + ", " + group.target() + ": verify");
    VerdictResult verdict =
        context.verify(active.directory(), result.tracersAttempted() / result.seconds());
    return new Deployment(group.target(), number, result, verdict, stops);
  }

  private Duration rest(long flowingNanos) {
    Duration left = time.minusNanos(System.nanoTime() - flowingNanos);
    return left.compareTo(LEAD) > 0 ? left : LEAD;
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

  /** Allows for slow stops; the load ends once all tasks are replaced. */
  private Load load(SuiteContext context, int number) {
    Duration limit = time.plus(Limits.ROLL.multipliedBy(tasks));
    long seed = context.settings().seed() + SEED_OFFSET + number;
    return numbered
        ? Load.numbered(rate, limit, arrival, seed)
        : Load.withTracers(rate, limit, arrival, tracers, seed);
  }

  private static String describe(Deployment deployment) {
    VerdictResult verdict = deployment.verdict();
    return String.format(
        Locale.ROOT,
        "%s, deployment %d: %s: %,d tracers, %d lost, %d duplicated; stops took %s",
        deployment.target(),
        deployment.number(),
        verdict.verdict(),
        verdict.attempted(),
        verdict.lost(),
        verdict.duplicated(),
        deployment.stops().stream()
            .map(stop -> String.format(Locale.ROOT, "%.1f s", stop.stopMillis() / 1e3))
            .toList());
  }
}
