package dev.logproof.experiment.compare;

/**
 * One figure compared.
 *
 * @param target name in A, or both names
 * @param a mean, slope or knee of A; not a number when A has none
 * @param ratio B/A; not a number when there is none; infinite when A is 0
 * @param low lower end of the ratio's interval
 * @param noise differences up to this share are no regression
 * @param note sample behind the row, or why there is no ratio
 */
public record Row(
    String target,
    String figure,
    String unit,
    double a,
    double b,
    double ratio,
    double low,
    double high,
    double noise,
    State state,
    String note) {
  /** What the interval shows. */
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
   * Smallest share by which this pair can be told apart for certain: the far end of the interval.
   * Meaningful when A and B are the same; infinite without an interval.
   */
  public double floor() {
    return isCompared() ? Math.max(high, 1 / low) - 1 : Double.POSITIVE_INFINITY;
  }
}
