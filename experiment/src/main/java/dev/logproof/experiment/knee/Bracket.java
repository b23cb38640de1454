package dev.logproof.experiment.knee;

/**
 * The knee lies between these rates.
 *
 * @param held highest held rate; 0 without one
 * @param notHeld lowest rate that was not held; infinite without one
 */
record Bracket(double held, double notHeld) {
  /** Rounding of a rate that was computed to be exactly one width away. */
  private static final double ROUNDING = 1e-9;

  static final Bracket UNKNOWN = new Bracket(0, Double.POSITIVE_INFINITY);

  boolean hasHeld() {
    return held > 0;
  }

  boolean hasNotHeld() {
    return Double.isFinite(notHeld);
  }

  boolean isWithin(double width) {
    return notHeld - held <= width * held * (1 + ROUNDING);
  }

  double middle() {
    return (held + notHeld) / 2;
  }
}
