package dev.logproof.localaws.faults;

/**
 * Faults for records accepted from now on. Immutable.
 *
 * @param seed the same seed selects the same records
 * @param among next records to select from
 * @param late stored later in a separate object
 * @param within text before the damaged byte; empty selects any byte
 */
public record FaultPlan(
    long seed,
    int among,
    int lose,
    int duplicate,
    int corrupt,
    int late,
    long lateMillis,
    boolean reorder,
    String within) {
  /** Affected records are kept in memory. */
  public static final int MAX_AMONG = 100_000;

  public static final FaultPlan NONE = new FaultPlan(0, 0, 0, 0, 0, 0, 0, false, "");

  /** Rejects plans that cannot be executed exactly. */
  public FaultPlan {
    if (lose < 0 || duplicate < 0 || corrupt < 0 || late < 0 || lateMillis < 0) {
      throw new IllegalArgumentException("expected no number below 0");
    }
    long chosen = (long) lose + duplicate + corrupt + late;
    if (among > MAX_AMONG || chosen > among) {
      throw new IllegalArgumentException(
          chosen + " records cannot be chosen among " + among + "; expected at most " + MAX_AMONG);
    }
  }
}
