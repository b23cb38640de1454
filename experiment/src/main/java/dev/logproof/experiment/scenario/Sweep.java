package dev.logproof.experiment.scenario;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import dev.logproof.experiment.measure.Consumption;
import dev.logproof.experiment.measure.ProcessSample;
import dev.logproof.experiment.measure.ProcessSampler;
import dev.logproof.experiment.process.ManagedProcess;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.experiment.task.TargetFile;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.MeasuredTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Measures the cost of one task per rate. One warmed-up task serves every rate, since a JVM spends
 * its first seconds compiling. Confined to the main thread.
 */
final class Sweep {
  /** The most even load, for the fit of CPU against load. */
  private static final String ARRIVAL = "paced";

  private static final EventRate NO_TRACERS = new EventRate(0);

  /** Largest backlog that flush interval and in-flight requests explain. */
  private static final double BACKLOG_SECONDS = 3;

  private final ExperimentContext stage;
  private final AggregatorTask task;
  private final TargetFile targets;

  private Sweep(ExperimentContext stage, AggregatorTask task, TargetFile targets) {
    this.stage = stage;
    this.task = task;
    this.targets = targets;
  }

  static void run(ExperimentContext stage)
      throws StepFailedException, IOException, InterruptedException {
    stage.step("sweep: start one task");
    AggregatorTask task = stage.startTask();
    TargetFile targets = stage.targets("sweep-targets");
    targets.register(task.addresses().forward());
    Sweep sweep = new Sweep(stage, task, targets);
    sweep.warmUp();
    int number = 0;
    for (ByteRate rate : stage.settings().rates()) {
      number++;
      stage.step("sweep: " + rate + " (" + number + "/" + stage.settings().rates().size() + ")");
      LoadPoint point = sweep.measure("sweep-" + number, rate, number);
      stage.result().add(point);
      stage.progress().milestone("  " + describe(point));
    }
    stage.step("sweep: stop the task");
    task.stop();
  }

  private void warmUp() throws StepFailedException, IOException, InterruptedException {
    if (stage.settings().warmUpTime().isZero()) {
      return;
    }
    ByteRate highest =
        stage.settings().rates().stream()
            .max(Comparator.comparingDouble(ByteRate::bytesPerSecond))
            .orElseThrow();
    stage.step("sweep: warm up at " + highest);
    Commands.Load load = load("warm-up", highest, stage.settings().warmUpTime(), 0);
    stage.awaitLoad(stage.startLoad("loadgen-warm-up", load), load, () -> {});
    backlogGone();
  }

  private LoadPoint measure(String name, ByteRate rate, int number)
      throws StepFailedException, IOException, InterruptedException {
    Commands.Load load = load(name, rate, stage.settings().sweepTime(), number);
    List<ProcessSample> samples = new ArrayList<>();
    ManagedProcess process = stage.startLoad("loadgen-" + name, load);
    LoadResult result =
        stage.awaitLoad(
            process, load, () -> ProcessSampler.sample(task.pid()).ifPresent(samples::add));
    OptionalLong backlog = stage.http().pendingEvents(task.addresses());
    return point(rate, result, used(samples, result), objections(result, backlog));
  }

  private Commands.Load load(String name, ByteRate rate, Duration time, int number) {
    return new Commands.Load(
        targets.path(),
        stage.result().directory().resolve(name),
        rate,
        NO_TRACERS,
        stage.settings().connections(),
        ARRIVAL,
        time,
        stage.settings().seed() + number);
  }

  /** Skips the first quarter, while connections and buffers fill. */
  private static Optional<Consumption> used(List<ProcessSample> samples, LoadResult result) {
    long from = result.startedAtMillis() + (long) (result.seconds() * 250);
    long to = result.startedAtMillis() + (long) (result.seconds() * 1000);
    return Consumption.between(samples, from, to);
  }

  private List<String> objections(LoadResult result, OptionalLong backlog)
      throws StepFailedException, IOException, InterruptedException {
    List<String> objections = new ArrayList<>();
    if (!result.valid()) {
      objections.add("load invalid: " + String.join(", ", result.invalidReasons()));
    }
    double eventsPerSecond = result.events() / result.seconds();
    if (backlog.isEmpty()) {
      objections.add("the task does not report its backlog");
    } else if (backlog.getAsLong() > BACKLOG_SECONDS * eventsPerSecond) {
      objections.add(
          String.format(
              Locale.ROOT, "the task was %.1f s behind", backlog.getAsLong() / eventsPerSecond));
    }
    if (!backlogGone()) {
      objections.add(
          "the task did not deliver its backlog in " + Limits.BACKLOG.toSeconds() + " s");
    }
    return objections;
  }

  private boolean backlogGone() throws StepFailedException, IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + Limits.BACKLOG.toNanos();
    while (System.nanoTime() - deadlineNanos < 0) {
      OptionalLong pending = stage.http().pendingEvents(task.addresses());
      if (pending.isPresent() && pending.getAsLong() == 0) {
        return true;
      }
      stage.supervisor().pause(Duration.ofMillis(100));
    }
    return false;
  }

  private static LoadPoint point(
      ByteRate rate, LoadResult result, Optional<Consumption> used, List<String> objections) {
    List<String> remarks = new ArrayList<>(objections);
    if (used.isEmpty()) {
      remarks.add("too few samples of the task");
    }
    Consumption consumption = used.orElse(new Consumption(0, 0, 0, 0));
    return new LoadPoint(
        MeasuredTarget.OURS,
        rate.bytesPerSecond(),
        result.achievedBytesPerSecond(),
        result.seconds() > 0 ? result.events() / result.seconds() : 0,
        consumption.seconds(),
        consumption.cpuCores(),
        consumption.residentBytes(),
        consumption.peakResidentBytes(),
        remarks.isEmpty(),
        String.join("; ", remarks));
  }

  private static String describe(LoadPoint point) {
    return String.format(
        Locale.ROOT,
        "%.2f MB/s, %,.0f events/s: %.3f cores, %,d MiB%s",
        point.achievedBytesPerSecond() / 1e6,
        point.eventsPerSecond(),
        point.cpuCores(),
        point.residentBytes() >> 20,
        point.held() ? "" : " (not held: " + point.remark() + ")");
  }
}
