package dev.logproof.verify.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One calibration case: a run with a given number of injected faults. Immutable.
 *
 * @param number index of the case, from 0
 * @param seed seed of the run and of the choice of records
 * @param lose records that are never stored
 * @param duplicate records that are stored twice
 * @param corrupt records that are stored damaged
 * @param late records that are stored late
 * @param reorder whether the records of an object are shuffled
 */
public record CalibrationCase(
    int number, long seed, int lose, int duplicate, int corrupt, int late, boolean reorder) {

  /**
   * Values of each fault; cases are made for every combination.
   *
   * @param reorder {@code false} for the original order, {@code true} for shuffled
   */
  public record Axes(
      List<Integer> lose,
      List<Integer> duplicate,
      List<Integer> corrupt,
      List<Integer> late,
      List<Boolean> reorder) {
    /** Makes the lists immutable. */
    public Axes {
      lose = List.copyOf(lose);
      duplicate = List.copyOf(duplicate);
      corrupt = List.copyOf(corrupt);
      late = List.copyOf(late);
      reorder = List.copyOf(reorder);
    }
  }

  /** Creates one case per combination. */
  public static List<CalibrationCase> grid(Axes axes, long seed) {
    List<CalibrationCase> cells = new ArrayList<>();
    for (int lose : axes.lose()) {
      for (int duplicate : axes.duplicate()) {
        for (int corrupt : axes.corrupt()) {
          for (int late : axes.late()) {
            for (boolean reorder : axes.reorder()) {
              int number = cells.size();
              cells.add(
                  new CalibrationCase(
                      number, seed + number, lose, duplicate, corrupt, late, reorder));
            }
          }
        }
      }
    }
    return cells;
  }

  /** Human-readable description of the injected faults. */
  public String planted() {
    return String.format(
        Locale.ROOT,
        "lose %d, duplicate %d, corrupt %d, late %d%s",
        lose,
        duplicate,
        corrupt,
        late,
        reorder ? ", reorder" : "");
  }
}
