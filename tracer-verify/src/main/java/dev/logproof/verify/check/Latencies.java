package dev.logproof.verify.check;

import org.HdrHistogram.Histogram;

/**
 * How long tracers took, in whole seconds: what S3 says of an object's time. Up to {@value
 * #MAX_SECONDS}, beyond that they count as that many. Thread-safe; who has many adds them at once.
 */
public final class Latencies {
  private static final long MAX_SECONDS = 31 * 86_400L;
  private static final int DIGITS = 3;
  private static final long MICROS = 1_000_000;

  private final Histogram seconds = new Histogram(MAX_SECONDS, DIGITS);

  /** From {@code sentAtMicros} to {@code writtenMillis}; clocks that differ make no less than 0. */
  public static long seconds(long sentAtMicros, long writtenMillis) {
    return Math.max(0, Math.floorDiv(writtenMillis * 1_000 - sentAtMicros, MICROS));
  }

  /** So many tracers took so long. */
  public synchronized void add(long tookSeconds, long tracers) {
    seconds.recordValueWithCount(Math.min(tookSeconds, MAX_SECONDS), tracers);
  }

  /** All that {@code other} holds. */
  public synchronized void add(Latencies other) {
    seconds.add(other.seconds);
  }

  /** How many. */
  public synchronized long count() {
    return seconds.getTotalCount();
  }

  /** So many percent took that long or less; 0 when there are none. */
  public synchronized long percentileSeconds(double percentile) {
    return Math.min(seconds.getValueAtPercentile(percentile), seconds.getMaxValue());
  }

  /** The longest. */
  public synchronized long maxSeconds() {
    return seconds.getMaxValue();
  }
}
