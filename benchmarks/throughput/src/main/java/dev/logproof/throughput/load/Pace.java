package dev.logproof.throughput.load;

/**
 * Schedule of one connection. Ticks let events share a wake-up and a system call; the schedule is
 * absolute, so late events are caught up. Immutable.
 *
 * @param eventsPerSecond of the connection; 0 for no limit
 * @param offsetNanos delay of its ticks from those of the first connection
 */
record Pace(double eventsPerSecond, long tickNanos, long offsetNanos) {
  boolean isUnlimited() {
    return eventsPerSecond == 0;
  }

  /** Time of tick number {@code tick}, from the start of the load. */
  long tickAtNanos(long tick) {
    return offsetNanos + tick * tickNanos;
  }

  /** Events due {@code elapsedNanos} after the start. */
  long dueBy(long elapsedNanos) {
    return Math.max(0, (long) ((elapsedNanos - offsetNanos) * eventsPerSecond / 1e9));
  }

  /**
   * Events due at the last tick before {@code elapsedNanos}; later ones are sent at the next tick.
   */
  long dueAtLastTick(long elapsedNanos) {
    return dueBy(tickAtNanos(Math.floorDiv(elapsedNanos - offsetNanos, tickNanos)));
  }
}
