package dev.logproof.experiment.compare;

import java.util.OptionalDouble;

/**
 * One figure compared.
 *
 * @param target name in A, or both names
 * @param a mean, slope or knee of A; empty when A has none
 * @param ratio B/A; empty when A is 0 or has none
 * @param low lower end of the ratio's interval; empty when there is none
 * @param high upper end; empty when there is none, or when it is unbounded
 * @param noise differences up to this share are no regression
 * @param note sample behind the row, or why there is no ratio
 */
public record Row(
    String target,
    String figure,
    String unit,
    OptionalDouble a,
    OptionalDouble b,
    OptionalDouble ratio,
    OptionalDouble low,
    OptionalDouble high,
    double noise,
    State state,
    String note) {
  /** Conclusion from the interval. */
  public enum State {
    /** The interval holds 1. */
    NO_DIFFERENCE,
    BETTER,
    /** Worse, but no more than the noise. */
    WITHIN_NOISE,
    REGRESSION,
    /** Too few repetitions, or nothing to divide. */
    NO_INTERVAL,
    /** A has the figure, and B has not. */
    MISSING
  }

  /** True if there is a ratio with an interval. */
  public boolean isCompared() {
    return state != State.NO_INTERVAL && state != State.MISSING;
  }

  /**
   * Share by which two measurements of the same can differ: the far end of the interval. Infinite
   * without an interval.
   */
  public double floor() {
    return isCompared() && high.isPresent()
        ? Math.max(high.getAsDouble(), 1 / low.getAsDouble()) - 1
        : Double.POSITIVE_INFINITY;
  }
}
