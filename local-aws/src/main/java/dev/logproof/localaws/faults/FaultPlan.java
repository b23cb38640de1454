package dev.logproof.localaws.faults;

/**
 * What is to happen to records that a stream accepts from now on. Immutable.
 *
 * @param seed chooses the records; the same seed, the same records
 * @param among they are chosen from the next so many
 * @param lose so many are never stored
 * @param duplicate so many are stored twice
 * @param corrupt so many are stored with a damaged byte
 * @param late so many are held back, and stored in an object of their own
 * @param lateMillis how long they are held back
 * @param reorder whether the records of an object are shuffled
 * @param within text before the byte that is damaged; empty for any byte
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
  /** No more can be chosen from, since what was done is remembered. */
  public static final int MAX_AMONG = 100_000;

  /** Nothing goes wrong. */
  public static final FaultPlan NONE = new FaultPlan(0, 0, 0, 0, 0, 0, 0, false, "");

  /** Rejects a plan that cannot be carried out exactly. */
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
