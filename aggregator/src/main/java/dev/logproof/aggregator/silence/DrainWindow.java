package dev.logproof.aggregator.silence;

import java.util.function.LongSupplier;

/**
 * How long a drain waits for good silences, and what its resets risked.
 *
 * @param untilNanos by {@code nanoTime}; from then on any end of a burst will do
 * @param report of all its resets
 */
public record DrainWindow(LongSupplier nanoTime, long untilNanos, ResetReport report) {
  /** Waits for {@code millis} from now. */
  public static DrainWindow ofMillis(long millis, LongSupplier nanoTime) {
    return new DrainWindow(nanoTime, nanoTime.getAsLong() + millis * 1_000_000, new ResetReport());
  }

  /** The time that is left to wait. */
  public long leftNanos() {
    return Math.max(0, untilNanos - nanoTime.getAsLong());
  }
}
