package dev.logproof.throughput.load;

/**
 * Schedule of one connection. Events of a tick share a system call; the schedule is absolute, so
 * late events are caught up.
 *
 * @param eventsPerSecond 0 for no limit
 * @param offsetNanos delay from the ticks of the first connection
 */
record Pace(double eventsPerSecond, long tickNanos, long offsetNanos) {
  boolean isUnlimited() {
    return eventsPerSecond == 0;
  }

  /** Time since the start of the load. */
  long tickAtNanos(long tick) {
    return offsetNanos + tick * tickNanos;
  }

  long dueBy(long elapsedNanos) {
    return Math.max(0, (long) ((elapsedNanos - offsetNanos) * eventsPerSecond / 1e9));
  }

  long dueAtLastTick(long elapsedNanos) {
    return dueBy(tickAtNanos(Math.floorDiv(elapsedNanos - offsetNanos, tickNanos)));
  }
}
