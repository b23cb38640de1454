package dev.logproof.aggregator.drain;

/**
 * How long the parts of a stop may take.
 *
 * @param stopMillis from SIGTERM to the exit: ECS's stopTimeout less what the exit itself takes
 * @param readMillis during which connections are read as before, so that what is under way arrives
 * @param letGoMillis for clients to come to the end of a frame once they are being let go
 */
public record DrainTimes(long stopMillis, long readMillis, long letGoMillis) {
  /** Kept free before the SIGKILL that follows a stop timeout. */
  private static final long EXIT_MARGIN_MILLIS = 2_000;

  private static final long LET_GO_MILLIS = 2_000;

  /**
   * The times that fit a stop timeout.
   *
   * @param stopTimeoutMillis between SIGTERM and SIGKILL
   * @param readMillis asked for; at most a third of the time there is
   */
  public static DrainTimes within(long stopTimeoutMillis, long readMillis) {
    long stopMillis = Math.max(stopTimeoutMillis / 2, stopTimeoutMillis - EXIT_MARGIN_MILLIS);
    return new DrainTimes(
        stopMillis, Math.min(readMillis, stopMillis / 3), Math.min(LET_GO_MILLIS, stopMillis / 3));
  }
}
