package dev.logproof.aggregator.intake;

/**
 * Time of one connection by {@code nanoTime}. Immutable.
 *
 * @param maxNanos negative without a limit
 */
record ConnectionLifetime(long openedNanos, long maxNanos) {
  boolean isOver(long nowNanos) {
    return maxNanos >= 0 && nowNanos - openedNanos >= maxNanos;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - openedNanos;
  }
}
