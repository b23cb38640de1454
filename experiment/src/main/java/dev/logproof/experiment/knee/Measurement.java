package dev.logproof.experiment.knee;

/**
 * Result of one trial.
 *
 * @param behindSeconds backlog of the target at the end, in seconds of the offered load
 * @param objection why the trial says nothing, such as the load generator as the limit; empty if it
 *     is valid
 */
public record Measurement(
    double offeredBytesPerSecond,
    double achievedBytesPerSecond,
    double seconds,
    long lost,
    double behindSeconds,
    String objection) {
  /** Rejects numbers that no trial can have. */
  public Measurement {
    if (!(offeredBytesPerSecond > 0)
        || !(achievedBytesPerSecond >= 0)
        || !(seconds >= 0)
        || lost < 0
        || !(behindSeconds >= 0)) {
      throw new IllegalArgumentException(
          "offered %s, achieved %s, seconds %s, lost %d, behind %s: expected numbers from 0"
              .formatted(
                  offeredBytesPerSecond, achievedBytesPerSecond, seconds, lost, behindSeconds));
    }
  }

  /** False when the load generator or the machine was the limit. */
  public boolean valid() {
    return objection.isEmpty();
  }

  /**
   * Backlog including what the target did not read: with back-pressure the backlog stays at the
   * load generator, where {@link #behindSeconds} does not count it.
   */
  double totalBehindSeconds() {
    double unread = 1 - achievedBytesPerSecond / offeredBytesPerSecond;
    return behindSeconds + Math.max(0, unread) * seconds;
  }
}
