package dev.logproof.aggregator.drain;

/**
 * Time limits of the phases of a stop.
 *
 * @param stopMillis SIGTERM to exit: the ECS stopTimeout less a margin for the exit itself
 * @param readMillis first phase: reads on, so that data in transit arrives
 * @param silenceMillis second phase: awaits a silence of each connection in which a reset loses
 *     nothing
 * @param letGoMillis last phase: clients may complete their frames
 */
public record DrainTimes(long stopMillis, long readMillis, long silenceMillis, long letGoMillis) {
  /** Margin before the SIGKILL that follows a stop timeout. */
  private static final long EXIT_MARGIN_MILLIS = 2_000;

  private static final long LET_GO_MILLIS = 2_000;

  /** Enough to accept the backlog and warm up the reset code. */
  private static final long MAX_READ_MILLIS = 1_000;

  /**
   * Returns the limits that fit a stop timeout.
   *
   * @param stopTimeoutMillis from SIGTERM to SIGKILL
   * @param drainMillis read and silence phases; capped at half of the time available
   */
  public static DrainTimes within(long stopTimeoutMillis, long drainMillis) {
    long stopMillis = Math.max(stopTimeoutMillis / 2, stopTimeoutMillis - EXIT_MARGIN_MILLIS);
    long drain = Math.min(drainMillis, stopMillis / 2);
    long read = Math.min(MAX_READ_MILLIS, drain / 2);
    return new DrainTimes(stopMillis, read, drain - read, Math.min(LET_GO_MILLIS, stopMillis / 4));
  }
}
