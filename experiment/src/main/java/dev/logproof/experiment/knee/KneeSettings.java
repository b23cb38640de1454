package dev.logproof.experiment.knee;

/**
 * Settings of a search.
 *
 * @param startBytesPerSecond first rate
 * @param floorBytesPerSecond lowest rate that is tried
 * @param ceilingBytesPerSecond highest rate that is tried
 * @param width greatest distance between the knee and the lowest rate that was not held, relative
 *     to the knee
 * @param confirmSeconds duration of the confirmation
 * @param maxTrials bound of the whole search
 */
public record KneeSettings(
    KneeCriteria criteria,
    double startBytesPerSecond,
    double floorBytesPerSecond,
    double ceilingBytesPerSecond,
    double width,
    double confirmSeconds,
    int maxTrials) {
  private static final double DEFAULT_WIDTH = 0.05;
  private static final double DEFAULT_CONFIRM_FACTOR = 3;
  private static final double FLOOR_FACTOR = 64;
  private static final int DEFAULT_TRIALS = 40;

  /** Below this, the difference between two rates is lost in the load generator's own rounding. */
  private static final double MIN_WIDTH = 0.001;

  /** Rejects settings that describe no search. */
  public KneeSettings {
    if (!(0 < floorBytesPerSecond
        && floorBytesPerSecond <= startBytesPerSecond
        && startBytesPerSecond <= ceilingBytesPerSecond
        && Double.isFinite(ceilingBytesPerSecond))) {
      throw new IllegalArgumentException(
          "rates %s, %s, %s: expected 0 < floor <= start <= ceiling"
              .formatted(floorBytesPerSecond, startBytesPerSecond, ceilingBytesPerSecond));
    }
    if (!(width >= MIN_WIDTH && width <= 1)) {
      throw new IllegalArgumentException("width %s: expected %s to 1".formatted(width, MIN_WIDTH));
    }
    if (!(confirmSeconds >= criteria.seconds()) || maxTrials < 1) {
      throw new IllegalArgumentException(
          "confirmSeconds %s, maxTrials %d: expected at least %s, at least 1"
              .formatted(confirmSeconds, maxTrials, criteria.seconds()));
    }
  }

  /** Settings with a width of 5 %, a confirmation of three times the duration, and 40 trials. */
  public static KneeSettings of(
      KneeCriteria criteria, double startBytesPerSecond, double ceilingBytesPerSecond) {
    return new KneeSettings(
        criteria,
        startBytesPerSecond,
        startBytesPerSecond / FLOOR_FACTOR,
        ceilingBytesPerSecond,
        DEFAULT_WIDTH,
        criteria.seconds() * DEFAULT_CONFIRM_FACTOR,
        DEFAULT_TRIALS);
  }

  String text() {
    return criteria + "; confirmed for " + KneeCriteria.plain(confirmSeconds) + " s";
  }
}
