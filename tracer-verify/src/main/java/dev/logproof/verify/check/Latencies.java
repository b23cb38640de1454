package dev.logproof.verify.check;

import org.HdrHistogram.Histogram;

/**
 * Histogram of latencies in whole seconds, the resolution of S3's timestamps; longer ones count as
 * {@value #MAX_SECONDS} s. Thread-safe; callers with many values should merge their own.
 */
public final class Latencies {
  private static final long MAX_SECONDS = 31 * 86_400L;
  private static final int DIGITS = 3;
  private static final long MICROS = 1_000_000;

  private final Histogram seconds = new Histogram(MAX_SECONDS, DIGITS);

  /** Latency; 0 if the clocks make it negative. */
  public static long seconds(long sentAtMicros, long writtenMillis) {
    return Math.max(0, Math.floorDiv(writtenMillis * 1_000 - sentAtMicros, MICROS));
  }

  /** Adds {@code tracers} values of {@code tookSeconds}. */
  public synchronized void add(long tookSeconds, long tracers) {
    seconds.recordValueWithCount(Math.min(tookSeconds, MAX_SECONDS), tracers);
  }

  /** Merges {@code other} into this. */
  public synchronized void add(Latencies other) {
    seconds.add(other.seconds);
  }

  /** Number of recorded latencies. */
  public synchronized long count() {
    return seconds.getTotalCount();
  }

  /** Latency at {@code percentile}; 0 if empty. */
  public synchronized long percentileSeconds(double percentile) {
    return Math.min(seconds.getValueAtPercentile(percentile), seconds.getMaxValue());
  }

  /** Longest recorded latency. */
  public synchronized long maxSeconds() {
    return seconds.getMaxValue();
  }
}
