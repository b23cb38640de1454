package dev.logproof.experiment.measure;

import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds times in which the generator or the machine, not the aggregator, shaped the measurement.
 * Confined to one thread.
 */
public final class Trouble {
  /** Samples are taken each second; a longer gap means that this process did not run. */
  private static final long MAX_GAP_MILLIS = 2_500;

  /** Above it, processes wait for each other's time slices. */
  private static final double MAX_BUSY_SHARE = 0.95;

  private final String target;
  private final List<Period> found = new ArrayList<>();
  private long firstMillis;
  private long lastMillis;

  /** Looks for trouble while {@code target} is measured. */
  public Trouble(String target) {
    this.target = target;
  }

  /** Notes that this process ran at {@code atMillis}. */
  public void ran(long atMillis) {
    long gap = atMillis - lastMillis;
    if (lastMillis == 0) {
      firstMillis = atMillis;
    } else if (gap > MAX_GAP_MILLIS) {
      found.add(machine(lastMillis, atMillis, "The machine stood still for %.1f s.", gap / 1e3));
    }
    lastMillis = atMillis;
  }

  /** Checks the busy share of all processors during the load. */
  public void busy(double share) {
    if (share > MAX_BUSY_SHARE) {
      found.add(
          machine(
              firstMillis,
              lastMillis,
              "All processors were busy %.0f %% of the time.",
              share * 100));
    }
  }

  /** Checks the result of the load. */
  public void ended(LoadResult load) {
    generatorReason(load)
        .ifPresent(
            reason ->
                found.add(
                    new Period(
                        Period.Kind.GENERATOR_TROUBLE,
                        target,
                        load.startedAtMillis(),
                        load.startedAtMillis() + (long) (load.seconds() * 1e3),
                        "The load generator was the limit: " + reason + ".")));
  }

  private static Period machine(long from, long to, String format, double value) {
    return new Period(
        Period.Kind.MACHINE_TROUBLE, "", from, to, String.format(Locale.ROOT, format, value));
  }

  /** The problems so far. */
  public List<Period> found() {
    return List.copyOf(found);
  }

  /** Texts of what was found; empty without trouble. */
  public String text() {
    return String.join(" ", found.stream().map(Period::text).toList());
  }

  /**
   * Why the generator, rather than the receiver, missed the load; empty when it did not, or when
   * the receiver was slow.
   */
  static Optional<String> generatorReason(LoadResult load) {
    return load.invalidReasons().stream()
        .filter(reason -> reason.contains("generator"))
        .findFirst();
  }
}
