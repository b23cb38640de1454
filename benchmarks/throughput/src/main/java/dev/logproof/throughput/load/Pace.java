package dev.logproof.throughput.load;

/**
 * When how many events of one connection are due: in ticks, so that a wake-up and a system call are
 * shared, on an absolute schedule, so that what was late is caught up. Pure.
 *
 * @param eventsPerSecond of the connection; 0 for as fast as they are taken
 * @param offsetNanos by which its ticks come later than those of the first connection
 */
record Pace(double eventsPerSecond, long tickNanos, long offsetNanos) {
  /** True without a rate. */
  boolean isUnlimited() {
    return eventsPerSecond == 0;
  }

  /** When tick number {@code tick} comes, from the start of the load. */
  long tickAtNanos(long tick) {
    return offsetNanos + tick * tickNanos;
  }

  /** Events that are due by then, since the start. */
  long dueBy(long elapsedNanos) {
    return Math.max(0, (long) ((elapsedNanos - offsetNanos) * eventsPerSecond / 1e9));
  }

  /**
   * Events that ought to have gone out by then: what comes between two ticks goes at the second.
   */
  long dueAtLastTick(long elapsedNanos) {
    return dueBy(tickAtNanos(Math.floorDiv(elapsedNanos - offsetNanos, tickNanos)));
  }
}
