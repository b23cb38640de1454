package dev.logproof.experiment.scenario;

import dev.logproof.experiment.process.ManagedProcess;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.experiment.task.TargetFile;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces one task at a time under load, as ECS does: the new task is healthy and registered
 * before the old one is deregistered and stopped. Confined to the main thread.
 */
final class RollingDeployments {
  /** Pass, fail and unknown. */
  private static final Set<Integer> VERDICT_EXIT_CODES = Set.of(0, 1, 2);

  /** Keeps seeds distinct from those of the sweep. */
  private static final long SEED_OFFSET = 1000;

  /** Load before the first replacement, and the least after the last one. */
  private static final Duration LEAD = Duration.ofSeconds(3);

  private final ExperimentContext stage;
  private final TargetFile targets;
  private final Deque<AggregatorTask> tasks = new ArrayDeque<>();

  private RollingDeployments(ExperimentContext stage, TargetFile targets) {
    this.stage = stage;
    this.targets = targets;
  }

  static void run(ExperimentContext stage)
      throws StepFailedException, IOException, InterruptedException {
    if (stage.settings().deployments() == 0) {
      return;
    }
    RollingDeployments rolling = new RollingDeployments(stage, stage.targets("deployment-targets"));
    stage.step("deployments: start " + stage.settings().tasks() + " tasks");
    for (int i = 0; i < stage.settings().tasks(); i++) {
      rolling.startRegistered();
    }
    for (int number = 1; number <= stage.settings().deployments(); number++) {
      Deployment deployment = rolling.deploy(number);
      stage.result().add(deployment);
      stage.progress().milestone("  " + describe(deployment));
    }
    stage.step("deployments: stop the tasks");
    for (AggregatorTask task : rolling.tasks) {
      task.stop();
    }
  }

  private void startRegistered() throws StepFailedException, IOException, InterruptedException {
    AggregatorTask task = stage.startTask();
    targets.register(task.addresses().forward());
    tasks.addLast(task);
  }

  private Deployment deploy(int number)
      throws StepFailedException, IOException, InterruptedException {
    String name = "deployment-" + number;
    stage.step("deployment " + number + " of " + stage.settings().deployments() + ": load");
    Commands.Load load = load(name, number);
    ManagedProcess loadgen = stage.startLoad("loadgen-" + name, load);
    awaitFlow(load.directory());
    long flowingNanos = System.nanoTime();
    stage.supervisor().pause(LEAD);
    List<Stop> stops = replaceEach(number);
    stage.step("deployment " + number + ": continue the load");
    stage.supervisor().pause(rest(flowingNanos));
    if (!loadgen.isAlive()) {
      throw new StepFailedException(
          "the load ended before every old task was stopped: the last tasks stopped without load");
    }
    loadgen.terminate();
    LoadResult result = stage.awaitLoad(loadgen, load, () -> {});
    stage.step("deployment " + number + ": verify");
    return new Deployment(
        MeasuredTarget.OURS, number, result, verify(name, load.directory()), stops);
  }

  private Duration rest(long flowingNanos) {
    Duration left = stage.settings().deploymentTime().minusNanos(System.nanoTime() - flowingNanos);
    return left.compareTo(LEAD) > 0 ? left : LEAD;
  }

  private List<Stop> replaceEach(int number)
      throws StepFailedException, IOException, InterruptedException {
    List<Stop> stops = new ArrayList<>();
    for (int i = 1; i <= stage.settings().tasks(); i++) {
      stage.step("deployment " + number + ": replace task " + i);
      startRegistered();
      AggregatorTask old = tasks.removeFirst();
      targets.deregister(old.addresses().forward());
      stage.supervisor().pause(Limits.DEREGISTRATION);
      stops.add(old.stop());
    }
    return stops;
  }

  /** Allows for slow stops; the load ends once all tasks are replaced. */
  private Commands.Load load(String name, int number) {
    Settings settings = stage.settings();
    return new Commands.Load(
        targets.path(),
        stage.result().directory().resolve(name),
        settings.deploymentRate(),
        settings.tracers(),
        settings.connections(),
        settings.deploymentArrival(),
        settings.deploymentTime().plus(Limits.ROLL.multipliedBy(settings.tasks())),
        settings.seed() + SEED_OFFSET + number);
  }

  /** The journal is written just before the first events. */
  private void awaitFlow(Path directory)
      throws StepFailedException, IOException, InterruptedException {
    Path journal = directory.resolve(RunJournal.FILE_NAME);
    stage
        .supervisor()
        .await(
            "the load run writes its journal",
            Limits.LOAD_MARGIN,
            () ->
                Files.exists(journal) && Files.size(journal) > 0
                    ? Optional.of(true)
                    : Optional.empty());
  }

  private VerdictResult verify(String name, Path journal)
      throws StepFailedException, IOException, InterruptedException {
    Path output = journal.resolve(VerdictResult.FILE_NAME);
    stage.runToEnd(
        "verify-" + name,
        Commands.verify(journal, stage.settings().tracers(), output),
        VERDICT_EXIT_CODES,
        Limits.VERIFY);
    return stage.read(output, VerdictResult.class);
  }

  private static String describe(Deployment deployment) {
    VerdictResult verdict = deployment.verdict();
    return String.format(
        Locale.ROOT,
        "deployment %d: %s: %,d tracers, %d lost, %d duplicated; stops took %s",
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
