package dev.logproof.experiment.suite;

import dev.logproof.experiment.ecs.EcsTasks;
import dev.logproof.experiment.ecs.TaskState;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.suite.Commands.RunPart;
import dev.logproof.experiment.suite.EcsSettings.Timing;
import dev.logproof.experiment.targets.Target;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A load from tasks of ECS, which are the segments of one run and write their journals to S3. The
 * segments start at one time, when all tasks run. Confined to the main thread.
 */
final class EcsLoad implements OfferedLoad {
  private final SuiteContext context;
  private final EcsTasks ecs;
  private final LoadTasks settings;
  private final Timing timing;
  private final Target target;
  private final String runId;
  private final Instant startAt;
  private final List<String> arns = new ArrayList<>();
  private boolean hasEnded;

  private EcsLoad(
      SuiteContext context,
      EcsTasks ecs,
      LoadTasks settings,
      Timing timing,
      Target target,
      String runId) {
    this.context = context;
    this.ecs = ecs;
    this.settings = settings;
    this.timing = timing;
    this.target = target;
    this.runId = runId;
    this.startAt =
        timing.clock().instant().plus(settings.startAfter()).truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Starts the tasks; those that started are stopped again if one fails.
   *
   * @param runId new in the destination
   */
  static EcsLoad start(
      SuiteContext context,
      EcsTasks ecs,
      LoadTasks settings,
      Timing timing,
      String runId,
      Load load)
      throws StepFailedException {
    Target target = context.settings().targets().get(0);
    EcsLoad started = new EcsLoad(context, ecs, settings, timing, target, runId);
    try {
      for (int number = 1; number <= settings.count(); number++) {
        RunPart part = new RunPart(runId, number, settings.count(), started.startAt);
        List<String> command =
            Commands.loadgenSegment(
                load,
                target.runningTasks(),
                context.settings().connections(),
                part,
                started.journal());
        started.arns.add(ecs.run(settings.launch(), command, runId));
      }
      return started;
    } catch (StepFailedException e) {
      started.close();
      throw e;
    }
  }

  @Override
  public String journal() {
    return settings.journal(runId);
  }

  @Override
  public void awaitFlow() throws StepFailedException, IOException, InterruptedException {
    context.screen().milestone("  load tasks start; the load starts at " + startAt);
    while (timing.clock().instant().isBefore(startAt)) {
      requireNoneStopped(ecs.describe(arns));
      context.supervisor().pause(timing.poll());
    }
    List<TaskState> states = ecs.describe(arns);
    requireNoneStopped(states);
    List<TaskState> late = states.stream().filter(task -> !task.isRunning()).toList();
    if (!late.isEmpty()) {
      throw new StepFailedException(
          "load task "
              + late.get(0).id()
              + " is "
              + late.get(0).lastStatus()
              + " at the start of the load; give tasks more time by --ecs-load-start-after");
    }
  }

  @Override
  public void requireRunning() throws StepFailedException {
    requireNoneStopped(ecs.describe(arns));
  }

  /** Stops the tasks; loadgen ends its segment at SIGTERM and copies its files. */
  @Override
  public LoadResult end() throws StepFailedException, IOException, InterruptedException {
    for (String arn : arns) {
      ecs.stop(arn, "the deployment has ended");
    }
    Instant deadline = timing.clock().instant().plus(Limits.LOAD_TASK_STOP);
    List<TaskState> states = ecs.describe(arns);
    while (!states.stream().allMatch(TaskState::isStopped)) {
      if (!timing.clock().instant().isBefore(deadline)) {
        throw new StepFailedException(
            "load tasks did not stop within " + Limits.LOAD_TASK_STOP.toMinutes() + " minutes");
      }
      context.supervisor().pause(timing.poll());
      states = ecs.describe(arns);
    }
    hasEnded = true;
    requireOrderlyEnd(states);
    context
        .result()
        .add(
            new Period(
                Period.Kind.PHASE,
                target.name(),
                startAt.toEpochMilli(),
                Math.max(startAt.toEpochMilli(), timing.clock().millis()),
                "Load run " + runId + " from " + arns.size() + " tasks."));
    return SegmentResults.read(journal(), settings.count());
  }

  /** Goes on with the other tasks after a failure: each that runs is billed and sends load. */
  @Override
  public void close() {
    if (hasEnded) {
      return;
    }
    hasEnded = true;
    for (String arn : arns) {
      try {
        ecs.stop(arn, "the experiment was stopped");
      } catch (StepFailedException e) {
        context.screen().milestone("stop load task " + arn + " by hand: " + e.getMessage());
      }
    }
  }

  private static void requireNoneStopped(List<TaskState> states) throws StepFailedException {
    for (TaskState state : states) {
      if (state.isStopped()) {
        throw new StepFailedException("a load task ended before its time: " + state.describeStop());
      }
    }
  }

  private void requireOrderlyEnd(List<TaskState> states) throws StepFailedException {
    for (TaskState state : states) {
      int exitCode =
          state.exitCodes().getOrDefault(settings.launch().container(), TaskState.NO_EXIT_CODE);
      if (!Limits.LOAD_EXIT_CODES.contains(exitCode)) {
        throw new StepFailedException("a load task failed: " + state.describeStop());
      }
    }
  }
}
