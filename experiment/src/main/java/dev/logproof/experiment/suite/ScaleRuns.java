package dev.logproof.experiment.suite;

import dev.logproof.commandline.ByteRate;
import dev.logproof.experiment.policy.CpuSample;
import dev.logproof.experiment.policy.Scaling;
import dev.logproof.experiment.policy.ScalingPolicy;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.targets.Target;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.ScaleCase;
import dev.logproof.record.result.ScaleCase.Action;
import dev.logproof.record.result.ScaleCase.TaskShare;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a scaling policy on a load that is more than its tasks should take, once for each kind of
 * {@link ScaleClients}. Every line is numbered, so that the loss of moving is counted.
 *
 * @param arrival in the form of loadgen's {@code --arrival}
 * @param time of the load in each case; longer when the policy acts at its end
 * @param reconnect interval of reconnecting clients
 * @param age at which the aggregator ends connections; 0 leaves that case out
 * @param startShare share of a task's CPU that the load of one task is taken for
 */
public record ScaleRuns(
    ScalingPolicy policy,
    ByteRate rate,
    String arrival,
    Duration time,
    Duration reconnect,
    Duration age,
    double startShare)
    implements Part {
  private static final long SEED_OFFSET = 50_000;
  private static final Duration CALIBRATION = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);

  @Override
  public Duration expectedTime() {
    return time.plusSeconds(12).multipliedBy(kinds().size()).plus(CALIBRATION);
  }

  @Override
  public void run(SuiteContext context)
      throws StepFailedException, IOException, InterruptedException {
    for (Target target : context.settings().targets()) {
      if (!target.isStartable()) {
        context.screen().milestone("scale: skipped for the address " + target.name());
        continue;
      }
      List<ScaleClients> missing =
          kinds().stream()
              .filter(kind -> !context.result().findings().hasScale(target.name(), kind.text()))
              .filter(kind -> targetFor(kind, target).isPresent())
              .toList();
      if (!missing.isEmpty()) {
        measure(context, target, missing);
      }
    }
  }

  private List<ScaleClients> kinds() {
    return age.isZero()
        ? List.of(ScaleClients.FIXED, ScaleClients.RECONNECTING)
        : List.of(ScaleClients.values());
  }

  /** Empty if the target cannot end connections by itself. */
  private Optional<Target> targetFor(ScaleClients kind, Target target) {
    return kind == ScaleClients.MOVED ? target.withMaxConnectionAge(age) : Optional.of(target);
  }

  private void measure(SuiteContext context, Target target, List<ScaleClients> missing)
      throws StepFailedException, IOException, InterruptedException {
    double taskCores = taskCores(context, target);
    context
        .screen()
        .milestone(
            String.format(
                Locale.ROOT,
                "  a task is taken to have %.3f cores: the load uses %.0f %% of one",
                taskCores,
                startShare * 100));
    for (ScaleClients kind : missing) {
      context.step("scale: " + target.name() + ", " + kind.text() + " connections");
      Target measured = targetFor(kind, target).orElse(target);
      TaskGroup group = TaskGroup.start(context, measured, "scale", policy.minTasks());
      ScaleCase scaled = scale(context, group, kind, taskCores);
      context.result().add(scaled);
      context.screen().milestone("  " + describe(scaled));
    }
  }

  /** Size of a task at which the whole load is {@code startShare} of the first tasks. */
  private double taskCores(SuiteContext context, Target target)
      throws StepFailedException, IOException, InterruptedException {
    context.step("scale: measure the CPU of " + target.name() + " at " + rate);
    TaskGroup group = TaskGroup.start(context, target, "calibration", policy.minTasks());
    Load load = Load.numbered(rate, CALIBRATION, arrival, context.settings().seed() + SEED_OFFSET);
    ActiveLoad active =
        ActiveLoad.start(context, "calibration-" + target.name(), "calibration", load, group);
    var unused = active.await();
    List<Sample> samples = active.watch().samples();
    double cores =
        samples.subList(samples.size() / 2, samples.size()).stream()
            .mapToDouble(ScaleRuns::cores)
            .average()
            .orElse(0);
    group.stopAll();
    if (cores <= 0) {
      throw new StepFailedException("the CPU of " + target.name() + " could not be measured");
    }
    return cores / policy.minTasks() / startShare;
  }

  private ScaleCase scale(
      SuiteContext context, TaskGroup group, ScaleClients kind, double taskCores)
      throws StepFailedException, IOException, InterruptedException {
    String name = "scale-" + group.target() + "-" + kind.text();
    String phase = "scale, " + kind.text() + " connections";
    ActiveLoad active = ActiveLoad.start(context, name, phase, load(context, kind), group);
    active.awaitFlow();
    Set<String> first = new HashSet<>(group.tasks().stream().map(AggregatorTask::name).toList());
    Scaling scaling = Scaling.start(policy, policy.minTasks(), System.currentTimeMillis());
    List<TaskShare> before = List.of();
    int seen = active.watch().samples().size();
    long endNanos = System.nanoTime() + time.toNanos();
    while (active.isRunning() && System.nanoTime() - endNanos < 0) {
      context.supervisor().pause(POLL);
      List<Sample> samples = active.watch().samples();
      for (Sample sample : samples.subList(seen, samples.size())) {
        double share = cores(sample) / Math.max(1, sample.tasks().size()) / taskCores;
        scaling = scaling.after(new CpuSample(sample.atMillis(), share));
        before = scaling.actions().isEmpty() ? shares(sample) : before;
      }
      seen = samples.size();
      if (apply(context, group, scaling)) {
        long settledNanos = System.nanoTime() + kind.settling(reconnect, age).toNanos();
        endNanos = Math.max(endNanos, settledNanos);
      }
    }
    LoadResult result = active.end();
    List<Sample> samples = active.watch().samples();
    VerdictResult verdict = verdict(context, group, active, result);
    List<TaskShare> after =
        samples.stream()
            .filter(sample -> !shares(sample).isEmpty())
            .reduce((earlier, later) -> later)
            .map(ScaleRuns::shares)
            .orElse(List.of());
    double moved =
        after.stream()
            .filter(task -> !first.contains(task.task()))
            .mapToDouble(TaskShare::share)
            .sum();
    return new ScaleCase(
        group.target(), kind.text(), scaling.actions(), before, after, moved, Optional.of(verdict));
  }

  /** Long enough for every action and what follows it; it is ended earlier. */
  private Load load(SuiteContext context, ScaleClients kind) {
    Duration perTask = Limits.ROLL.plus(kind.settling(reconnect, age));
    Load steady =
        Load.numbered(
            rate,
            time.plus(perTask.multipliedBy(policy.maxTasks())),
            arrival,
            context.settings().seed() + SEED_OFFSET + kinds().indexOf(kind) + 1);
    return kind == ScaleClients.RECONNECTING
        ? steady.with("--reconnect-every", reconnect.toMillis() + "ms")
        : steady;
  }

  private static VerdictResult verdict(
      SuiteContext context, TaskGroup group, ActiveLoad active, LoadResult result)
      throws StepFailedException, IOException, InterruptedException {
    group.awaitDelivery();
    group.stopAll();
    return context.verify(active.directory(), result.tracersAttempted() / result.seconds());
  }

  /** Returns whether tasks were started or stopped. */
  private static boolean apply(SuiteContext context, TaskGroup group, Scaling scaling)
      throws StepFailedException, IOException, InterruptedException {
    boolean acted = false;
    while (group.tasks().size() != scaling.tasks()) {
      acted = true;
      long fromMillis = System.currentTimeMillis();
      Action action = scaling.actions().get(scaling.actions().size() - 1);
      boolean out = group.tasks().size() < scaling.tasks();
      if (out) {
        var unused = group.add();
      } else {
        var unused = group.stopNewest();
      }
      context
          .result()
          .add(
              new Period(
                  out ? Period.Kind.SCALE_OUT : Period.Kind.SCALE_IN,
                  group.target(),
                  fromMillis,
                  System.currentTimeMillis(),
                  String.format(
                      Locale.ROOT,
                      "%s to %d tasks at %.0f %% average CPU.",
                      out ? "Scale-out" : "Scale-in",
                      scaling.tasks(),
                      action.averageCpuShare() * 100)));
    }
    return acted;
  }

  private static double cores(Sample sample) {
    return sample.tasks().stream().mapToDouble(Sample.Task::cpuCores).sum();
  }

  /** All connections have the same rate, so a task's share of them is its share of the load. */
  static List<TaskShare> shares(Sample sample) {
    long all = sample.tasks().stream().mapToLong(task -> task.connections().orElse(0)).sum();
    if (all == 0) {
      return List.of();
    }
    return sample.tasks().stream()
        .map(
            task -> {
              long connections = task.connections().orElse(0);
              return new TaskShare(
                  task.name(),
                  (double) connections / all,
                  Math.toIntExact(connections),
                  task.cpuCores());
            })
        .toList();
  }

  private static String describe(ScaleCase scaled) {
    return String.format(
        Locale.ROOT,
        "%s, %s connections: %d actions; added tasks took %.0f %% of the load; %s",
        scaled.target(),
        scaled.clients(),
        scaled.actions().size(),
        scaled.movedShare() * 100,
        scaled
            .verdict()
            .map(v -> String.format(Locale.ROOT, "%d of %,d lines lost", v.lost(), v.attempted()))
            .orElse("loss not verified"));
  }
}
