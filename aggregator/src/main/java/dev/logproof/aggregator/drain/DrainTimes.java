package dev.logproof.aggregator.drain;

/**
 * How long the parts of a stop may take.
 *
 * @param stopMillis from SIGTERM to the exit: ECS's stopTimeout less what the exit itself takes
 * @param readMillis during which connections are read as before, so that what is under way arrives
 * @param silenceMillis after that, for a silence of each connection in which a reset loses nothing
 * @param letGoMillis after that, for each client to complete its frame
 */
public record DrainTimes(long stopMillis, long readMillis, long silenceMillis, long letGoMillis) {
  /** Kept free before the SIGKILL that follows a stop timeout. */
  private static final long EXIT_MARGIN_MILLIS = 2_000;

  private static final long LET_GO_MILLIS = 2_000;

  /** Enough for the backlog, and to compile what resets connections. */
  private static final long MAX_READ_MILLIS = 1_000;

  /**
   * The times that fit a stop timeout.
   *
   * @param stopTimeoutMillis between SIGTERM and SIGKILL
   * @param drainMillis for reading on and for silences; at most half of the time there is
   */
  public static DrainTimes within(long stopTimeoutMillis, long drainMillis) {
    long stopMillis = Math.max(stopTimeoutMillis / 2, stopTimeoutMillis - EXIT_MARGIN_MILLIS);
    long drain = Math.min(drainMillis, stopMillis / 2);
    long read = Math.min(MAX_READ_MILLIS, drain / 2);
    return new DrainTimes(stopMillis, read, drain - read, Math.min(LET_GO_MILLIS, stopMillis / 4));
  }
}
