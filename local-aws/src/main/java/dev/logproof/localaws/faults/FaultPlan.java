package dev.logproof.localaws.faults;

/**
 * Faults for records that a stream accepts from now on. Immutable.
 *
 * @param seed selects the records; the same seed selects the same records
 * @param among number of next records to select from
 * @param lose number of records never stored
 * @param duplicate number of records stored twice
 * @param corrupt number of records stored with a damaged byte
 * @param late number of records held back and stored in a separate object
 * @param lateMillis how long late records are held back
 * @param reorder whether the records of an object are shuffled
 * @param within text that precedes the damaged byte; empty selects any byte
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
  /** Largest {@code among}; affected records are kept in memory. */
  public static final int MAX_AMONG = 100_000;

  /** A plan without faults. */
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
