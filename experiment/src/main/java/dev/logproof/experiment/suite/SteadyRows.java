package dev.logproof.experiment.suite;

import dev.logproof.commandline.ByteRate;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.run.Findings;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Counts losses and duplicates of one task under a steady load without any fault. The rows stand
 * among the faults, with a name that says that there is none.
 *
 * @param why what the rates are, in one sentence
 * @param options of loadgen, which choose the tracers
 */
public record SteadyRows(List<ByteRate> rates, Duration time, String why, List<String> options)
    implements TaskMeasurement {
  private static final long SEED_OFFSET = 20_000;

  /** Copies the lists. */
  public SteadyRows {
    rates = List.copyOf(rates);
    options = List.copyOf(options);
  }

  /** Name of the row of a rate. */
  static String name(ByteRate rate) {
    return String.format(Locale.ROOT, "steady %.0f MB/s", rate.bytesPerSecond() / 1e6);
  }

  @Override
  public boolean isMissing(Findings findings, String target) {
    return rates.stream().anyMatch(rate -> !findings.hasFault(target, name(rate)));
  }

  @Override
  public Duration expectedTime() {
    return time.plusSeconds(12).multipliedBy(rates.size());
  }

  @Override
  public void run(SuiteContext context, List<TaskGroup> groups)
      throws StepFailedException, IOException, InterruptedException {
    for (ByteRate rate : rates) {
      for (TaskGroup group : groups) {
        if (!context.result().findings().hasFault(group.target(), name(rate))) {
          FaultRow row = measure(context, group, rate);
          context.result().add(row);
          context.screen().milestone("  " + FaultRows.describe(row));
        }
      }
    }
  }

  private FaultRow measure(SuiteContext context, TaskGroup group, ByteRate rate)
      throws StepFailedException, IOException, InterruptedException {
    context.step(name(rate) + ", " + group.target());
    String directory =
        String.format(Locale.ROOT, "steady-%s-%.0f", group.target(), rate.bytesPerSecond() / 1e6);
    long seed = context.settings().seed() + SEED_OFFSET + Math.round(rate.bytesPerSecond() / 1e6);
    Load load = new Load(rate, time, Load.PACED, seed, options);
    ActiveLoad active = ActiveLoad.start(context, directory, name(rate), load, group);
    LoadResult result = active.await();
    group.awaitDelivery();
    context.step(name(rate) + ", " + group.target() + ": verify");
    VerdictResult verdict =
        context.verifyDelivered(active.directory(), result.tracersAttempted() / result.seconds());
    long from = result.startedAtMillis();
    return new FaultRow(
        group.target(),
        name(rate),
        why,
        from,
        from + (long) (result.seconds() * 1e3),
        result.valid(),
        result,
        verdict);
  }
}
