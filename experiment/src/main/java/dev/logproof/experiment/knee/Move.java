package dev.logproof.experiment.knee;

import dev.logproof.record.result.Knee;

/** The next step of a search. */
sealed interface Move {
  /** One more trial. */
  record Try(KneeStep step) implements Move {}

  /**
   * No more trial.
   *
   * @param bytesPerSecond 0 without a held rate
   */
  record End(double bytesPerSecond, Knee.State state, String reason) implements Move {}
}
