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
  /** Creates one case per combination. */
  public static List<CalibrationCase> grid(
      List<Integer> loses,
      List<Integer> duplicates,
      List<Integer> corrupts,
      List<Integer> lates,
      List<Boolean> reorders,
      long seed) {
    List<CalibrationCase> cases = new ArrayList<>();
    for (int lose : loses) {
      for (int duplicate : duplicates) {
        for (int corrupt : corrupts) {
          for (int late : lates) {
            for (boolean reorder : reorders) {
              int number = cases.size();
              cases.add(
                  new CalibrationCase(
                      number, seed + number, lose, duplicate, corrupt, late, reorder));
            }
          }
        }
      }
    }
    return cases;
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
