package dev.logproof.aggregator.silence;

import java.util.function.LongSupplier;

/**
 * Time in which a drain waits for good silences, and the report of its resets.
 *
 * @param untilNanos end by {@code nanoTime}; afterwards the end of any burst suffices
 */
public record DrainWindow(LongSupplier nanoTime, long untilNanos, ResetReport report) {
  /** Returns a window that ends {@code millis} from now. */
  public static DrainWindow ofMillis(long millis, LongSupplier nanoTime) {
    return ofMillis(millis, nanoTime, new ResetReport());
  }

  /** As {@link #ofMillis(long, LongSupplier)}; adds its resets to {@code report}. */
  public static DrainWindow ofMillis(long millis, LongSupplier nanoTime, ResetReport report) {
    return new DrainWindow(nanoTime, nanoTime.getAsLong() + millis * 1_000_000, report);
  }

  /** Returns the time left to wait. */
  public long leftNanos() {
    return Math.max(0, untilNanos - nanoTime.getAsLong());
  }
}
