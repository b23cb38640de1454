package dev.logproof.aggregator.drain;

/**
 * Time limits of the phases of a stop.
 *
 * @param stopMillis from SIGTERM to exit: the ECS stopTimeout less an exit margin
 * @param readMillis awaits data in transit
 * @param silenceMillis awaits silences in which a reset loses nothing
 * @param completionMillis lets clients complete their frames
 */
public record DrainTimes(
    long stopMillis, long readMillis, long silenceMillis, long completionMillis) {
  private static final long EXIT_MARGIN_MILLIS = 2_000;

  private static final long COMPLETION_MILLIS = 2_000;

  /** Enough to accept the backlog and warm up the reset code. */
  private static final long MAX_READ_MILLIS = 1_000;

  /**
   * Returns limits that fit a stop timeout.
   *
   * @param drainMillis read and silence phases; at most half of the time available
   */
  public static DrainTimes within(long stopTimeoutMillis, long drainMillis) {
    long stopMillis = Math.max(stopTimeoutMillis / 2, stopTimeoutMillis - EXIT_MARGIN_MILLIS);
    long drain = Math.min(drainMillis, stopMillis / 2);
    long read = Math.min(MAX_READ_MILLIS, drain / 2);
    return new DrainTimes(
        stopMillis, read, drain - read, Math.min(COMPLETION_MILLIS, stopMillis / 4));
  }
}
