package dev.logproof.verify.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run with a given number of injected faults. Immutable.
 *
 * @param number index, from 0
 * @param seed seed of the run and of the choice of records
 * @param reorder shuffles the records of an object
 */
public record CalibrationCase(
    int number, long seed, int lose, int duplicate, int corrupt, int late, boolean reorder) {

  /** Values of each fault. */
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

  /** Describes the injected faults. */
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
