package dev.logproof.aggregator.silence;

import java.util.Locale;

/** Risk of resets, summed over connections. Thread-safe. */
public final class ResetReport {
  private static final double NANOS_PER_MILLI = 1e6;

  private long resets;
  private long busy;
  private long shortestNanos = Long.MAX_VALUE;
  private long longestWindowNanos;
  private double linesAtRisk;

  /**
   * Adds the reset of one connection.
   *
   * @param windowNanos from the last check for data to the reset in the kernel
   * @param lines events expected to be lost
   * @param quiet false when time was up
   */
  public synchronized void reset(long silenceNanos, long windowNanos, double lines, boolean quiet) {
    resets++;
    busy += quiet ? 0 : 1;
    shortestNanos = Math.min(shortestNanos, silenceNanos);
    longestWindowNanos = Math.max(longestWindowNanos, windowNanos);
    linesAtRisk += lines;
  }

  /** Number of connections reset. */
  public synchronized long resets() {
    return resets;
  }

  /** Number of connections reset without a silence, because time was up. */
  public synchronized long busy() {
    return busy;
  }

  /** Events expected to be lost. */
  public synchronized double linesAtRisk() {
    return linesAtRisk;
  }

  @Override
  public synchronized String toString() {
    if (resets == 0) {
      return "no connection reset";
    }
    return String.format(
        Locale.ROOT,
        "%d connections reset, %d of them still busy; shortest silence %.1f ms, longest window %.3f"
            + " ms, %.4f lines at risk",
        resets,
        busy,
        shortestNanos / NANOS_PER_MILLI,
        longestWindowNanos / NANOS_PER_MILLI,
        linesAtRisk);
  }
}
