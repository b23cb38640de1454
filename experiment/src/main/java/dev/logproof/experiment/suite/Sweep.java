package dev.logproof.experiment.suite;

import dev.logproof.commandline.ByteRate;
import dev.logproof.experiment.measure.Consumption;
import dev.logproof.experiment.policy.CpuFitRule;
import dev.logproof.experiment.policy.FitDecision;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.run.Findings;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Measures the cost of one task per rate, several times, and then whatever the fit of CPU against
 * rate still needs. Rates above the knee are left out.
 *
 * @param rounds measurements per rate
 * @param time at each rate
 * @param rule when the fit is good enough, and when to give up
 */
public record Sweep(List<ByteRate> rates, int rounds, Duration time, CpuFitRule rule)
    implements TaskMeasurement {
  /** Largest backlog that flush interval and in-flight requests explain. */
  private static final double BACKLOG_SECONDS = 3;

  /** Copies the list. */
  public Sweep {
    rates = List.copyOf(rates);
  }

  /** The rule decides what is missing, so that a resumed sweep continues. */
  @Override
  public boolean isMissing(Findings findings, String target) {
    return missingRates(findings, target, rounds).size() > 0 || next(findings, target).isPresent();
  }

  @Override
  public Duration expectedTime() {
    return time.plusSeconds(2).multipliedBy((long) rates.size() * rounds);
  }

  @Override
  public void run(SuiteContext context, List<TaskGroup> groups)
      throws StepFailedException, IOException, InterruptedException {
    Findings findings = context.result().findings();
    for (int round = 1; round <= rounds; round++) {
      for (ByteRate rate : rates) {
        for (TaskGroup group : groups) {
          if (missingRates(findings, group.target(), round).contains(rate)) {
            measure(context, group, rate, time);
          }
        }
      }
    }
    for (TaskGroup group : groups) {
      Optional<Window> next = next(findings, group.target());
      while (next.isPresent()) {
        measure(context, group, next.get().rate(), next.get().time());
        next = next(findings, group.target());
      }
    }
  }

  /** A measurement that the fit needs. */
  private record Window(ByteRate rate, Duration time) {}

  private List<ByteRate> missingRates(Findings findings, String target, int round) {
    double limit = limit(findings, target);
    return rates.stream()
        .filter(rate -> rate.bytesPerSecond() <= limit)
        .filter(rate -> findings.points(target, rate.bytesPerSecond()) < round)
        .toList();
  }

  private static double limit(Findings findings, String target) {
    return findings
        .knee(target)
        .filter(knee -> knee.state() != Knee.State.NOT_FOUND)
        .map(Knee::bytesPerSecond)
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Without a knee, the highest configured rate is the limit. */
  private Optional<Window> next(Findings findings, String target) {
    List<LoadPoint> points = findings.sweep(target);
    double highest = rates.stream().mapToDouble(ByteRate::bytesPerSecond).max().orElseThrow();
    double knee = limit(findings, target);
    if (points.isEmpty() || points.stream().allMatch(point -> point.cpuCores() == 0)) {
      return Optional.empty();
    }
    FitDecision decision = rule.decide(points, Double.isInfinite(knee) ? highest : knee);
    if (decision instanceof FitDecision.Widen widen) {
      return Optional.of(window(widen.bytesPerSecond(), widen.seconds()));
    }
    if (decision instanceof FitDecision.Repeat repeat) {
      return Optional.of(window(repeat.bytesPerSecond(), repeat.seconds()));
    }
    return Optional.empty();
  }

  /** The first quarter of a window is not measured. */
  private static Window window(double rate, double measuredSeconds) {
    return new Window(
        new ByteRate(rate), Duration.ofMillis(Math.round(measuredSeconds / 0.75 * 1e3)));
  }

  private static void measure(SuiteContext context, TaskGroup group, ByteRate rate, Duration window)
      throws StepFailedException, IOException, InterruptedException {
    int number = context.result().findings().sweep(group.target()).size() + 1;
    context.step(
        String.format(
            Locale.ROOT, "sweep: %s, %s for %d s", group.target(), rate, window.toSeconds()));
    Load load = Load.withoutTracers(rate, window, context.settings().seed() + number);
    String name = "sweep-" + group.target() + "-" + number;
    ActiveLoad active = ActiveLoad.start(context, name, "sweep " + rate, load, group);
    LoadResult result = active.await();
    List<String> objections = objections(group, result);
    Optional<Consumption> used = used(group, active, result);
    if (used.isEmpty()) {
      objections.add(
          group.tasks().isEmpty()
              ? "the CPU of a task at an address is not measured"
              : "too few samples of the task");
    }
    Consumption consumption = used.orElse(new Consumption(0, 0, 0, 0));
    LoadPoint point = point(group.target(), rate, result, consumption, objections);
    context.result().add(point);
    context.screen().milestone("  " + describe(point));
  }

  /** Skips the first quarter, while connections and buffers fill. */
  private static Optional<Consumption> used(TaskGroup group, ActiveLoad active, LoadResult result) {
    if (group.tasks().isEmpty()) {
      return Optional.empty();
    }
    long from = result.startedAtMillis() + (long) (result.seconds() * 250);
    long to = result.startedAtMillis() + (long) (result.seconds() * 1000);
    return Consumption.between(active.watch().usage(group.tasks().get(0)), from, to);
  }

  private static List<String> objections(TaskGroup group, LoadResult result)
      throws StepFailedException, IOException, InterruptedException {
    OptionalLong backlog = group.pendingEvents();
    List<String> objections = new ArrayList<>();
    if (!result.valid()) {
      objections.add("load invalid: " + String.join(", ", result.invalidReasons()));
    }
    double eventsPerSecond = result.events() / result.seconds();
    if (backlog.isPresent() && backlog.getAsLong() > BACKLOG_SECONDS * eventsPerSecond) {
      objections.add(
          String.format(
              Locale.ROOT, "the task was %.1f s behind", backlog.getAsLong() / eventsPerSecond));
    }
    if (!group.awaitDelivery()) {
      objections.add(
          "the task did not deliver its backlog in " + Limits.BACKLOG.toSeconds() + " s");
    }
    return objections;
  }

  private static LoadPoint point(
      String target,
      ByteRate rate,
      LoadResult result,
      Consumption consumption,
      List<String> objections) {
    return new LoadPoint(
        target,
        rate.bytesPerSecond(),
        result.achievedBytesPerSecond(),
        result.seconds() > 0 ? result.events() / result.seconds() : 0,
        consumption.seconds(),
        consumption.cpuCores(),
        consumption.residentBytes(),
        consumption.peakResidentBytes(),
        objections.isEmpty(),
        String.join("; ", objections));
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
