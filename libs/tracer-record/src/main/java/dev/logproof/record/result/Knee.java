package dev.logproof.record.result;

import java.util.List;

/**
 * Highest rate at which one task kept its criteria.
 *
 * @param bytesPerSecond 0 when no rate was held
 * @param state whether the rate is the knee
 * @param criteria such as {@code at most 0 lost, at most 3 s behind, for 20 s}
 * @param trials in order
 * @param reason why the search ended there, in one sentence
 */
public record Knee(
    String target,
    double bytesPerSecond,
    State state,
    String criteria,
    List<Trial> trials,
    String reason)
    implements Finding {
  /** Copies the list. */
  public Knee {
    trials = List.copyOf(trials);
  }

  /** Certainty of a knee. */
  public enum State {
    /** Held again for the longer time; a higher rate was not held. */
    CONFIRMED,
    /** The highest rate tried was held, so the knee is above it. */
    AT_LEAST,
    /** No rate was held, or the generator was the limit. */
    NOT_FOUND
  }

  /**
   * One rate, tried for one time.
   *
   * @param behindSeconds backlog at the end, in seconds of the offered load
   * @param valid false when the load generator or the machine was the limit: the trial says nothing
   * @param held whether the criteria were kept
   * @param remark why not; empty when held
   */
  public record Trial(
      double offeredBytesPerSecond,
      double achievedBytesPerSecond,
      double seconds,
      long lost,
      double behindSeconds,
      boolean valid,
      boolean held,
      String remark) {}
}
