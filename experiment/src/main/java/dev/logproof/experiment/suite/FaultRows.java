package dev.logproof.experiment.suite;

import dev.logproof.commandline.ByteRate;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.targets.Target;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One load with numbered lines through each named fault of local-aws.
 *
 * @param time duration of each fault
 */
public record FaultRows(List<NamedFault> faults, ByteRate rate, String arrival, Duration time)
    implements Part {
  private static final long SEED_OFFSET = 30_000;

  /** Load before and after the fault. */
  private static final Duration MARGIN = Duration.ofSeconds(3);

  /** For retries after the fault, before the load's result is final. */
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  /** Copies the list. */
  public FaultRows {
    faults = List.copyOf(faults);
  }

  @Override
  public Duration expectedTime() {
    return time.plus(MARGIN.multipliedBy(2)).plusSeconds(15).multipliedBy(faults.size());
  }

  @Override
  public void run(SuiteContext context)
      throws StepFailedException, IOException, InterruptedException {
    for (NamedFault fault : faults) {
      for (Target target : context.settings().targets()) {
        if (!context.result().findings().hasFault(target.name(), fault.flag())) {
          FaultRow row = play(context, target, fault);
          context.result().add(row);
          context.screen().milestone("  " + describe(row));
        }
      }
    }
  }

  /** A new task per fault: its memory and retries belong to this fault alone. */
  private FaultRow play(SuiteContext context, Target target, NamedFault fault)
      throws StepFailedException, IOException, InterruptedException {
    context.step("fault " + fault.flag() + ", " + target.name());
    String name = "fault-" + target.name() + "-" + fault.flag();
    TaskGroup group = TaskGroup.start(context, target, name, 1);
    Duration limit = time.plus(MARGIN.multipliedBy(2)).plus(Limits.ROLL);
    long seed = context.settings().seed() + SEED_OFFSET + faults.indexOf(fault);
    Load load = Load.numbered(rate, limit, arrival, seed);
    ActiveLoad active = ActiveLoad.start(context, name, "fault " + fault.flag(), load, group);
    active.awaitFlow();
    context.supervisor().pause(MARGIN);
    FaultSwitch faults = FaultSwitch.of(context.launcher().exports());
    long fromMillis = System.currentTimeMillis();
    faults.begin(fault.plan(context.settings().seed()));
    context.supervisor().pause(time);
    boolean tookPlace = faults.end();
    long toMillis = System.currentTimeMillis();
    context
        .result()
        .add(new Period(Period.Kind.FAULT, target.name(), fromMillis, toMillis, fault.flag()));
    context.supervisor().pause(MARGIN);
    LoadResult result = active.end();
    awaitRecovery(context, group);
    group.stopAll();
    VerdictResult verdict =
        context.verify(active.directory(), result.tracersAttempted() / result.seconds());
    return new FaultRow(
        target.name(),
        fault.flag(),
        fault.expected(),
        fromMillis,
        toMillis,
        tookPlace,
        result,
        verdict);
  }

  private static void awaitRecovery(SuiteContext context, TaskGroup group)
      throws StepFailedException, IOException, InterruptedException {
    if (group.pendingEvents().isEmpty()) {
      context.supervisor().pause(RECOVERY);
      return;
    }
    long deadlineNanos = System.nanoTime() + RECOVERY.toNanos();
    while (System.nanoTime() - deadlineNanos < 0 && group.pendingEvents().orElse(0) > 0) {
      context.supervisor().pause(Duration.ofMillis(200));
    }
  }

  static String describe(FaultRow row) {
    return String.format(
        Locale.ROOT,
        "%s, %s: %,d tracers, %d lost, %d duplicated%s%s",
        row.target(),
        row.fault(),
        row.verdict().attempted(),
        row.verdict().lost(),
        row.verdict().duplicated(),
        row.tookPlace() ? "" : " (says nothing: the fault or the load did not take place)",
        Optional.of(row.load())
            .filter(load -> !load.valid())
            .map(load -> "; load: " + String.join(", ", load.invalidReasons()))
            .orElse(""));
  }
}
