package dev.logproof.experiment.knee;

/** The next trial of a search. */
public record KneeStep(double bytesPerSecond, double seconds, Phase phase) {
  /** Why a rate is tried. */
  public enum Phase {
    /** Twice the last held rate. */
    DOUBLING,
    /** Half of the last rate, none having been held. */
    HALVING,
    /** Middle of the bracket. */
    BISECTION,
    /** The held end of the bracket, for longer. */
    CONFIRMATION,
    /** Below a rate that was not confirmed, for as long as a confirmation. */
    DESCENT
  }
}
