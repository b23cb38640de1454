package dev.logproof.aggregator.silence;

/**
 * Histogram of one connection's gaps between reads with data: two buckets per octave from 16 µs to
 * 17 s. Counts are halved at a limit, so that the recent past weighs most. Confined to the
 * connection's event loop.
 */
public final class GapHistogram {
  static final int BUCKETS = 42;

  private static final int UNIT_SHIFT = 14;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int MAX_GAPS = 1 << 16;

  private final int[] counts = new int[BUCKETS];
  private long totalNanos;
  private int gaps;

  /** Adds a silence before a read. */
  public void add(long nanos) {
    if (gaps == MAX_GAPS) {
      halve();
    }
    counts[bucketOf(nanos)]++;
    totalNanos += Math.max(0, nanos);
    gaps++;
  }

  /** Returns the number of gaps. */
  public int gaps() {
    return gaps;
  }

  /** Returns the sum of the gaps. */
  public long totalNanos() {
    return totalNanos;
  }

  /**
   * Returns the least length of the gaps that make up half of the silent time: pauses rather than
   * the many short gaps between lines. Gaps of a second or more are ignored, because the wait
   * before the first line would outweigh all pauses.
   */
  long typicalSilenceNanos() {
    int second = bucketOf(NANOS_PER_SECOND);
    double left = 0;
    for (int bucket = 0; bucket < second; bucket++) {
      left += (double) counts[bucket] * lowerNanos(bucket) / 2;
    }
    int bucket = second - 1;
    while (bucket > 0 && left > 0) {
      left -= (double) counts[bucket] * lowerNanos(bucket);
      bucket--;
    }
    return lowerNanos(bucket + 1);
  }

  /** Returns the mean of the gaps shorter than {@code nanos}; 0 without any. */
  double meanBelow(long nanos) {
    double sum = 0;
    long number = 0;
    for (int bucket = 0; bucket + 1 < BUCKETS && lowerNanos(bucket + 1) <= nanos; bucket++) {
      number += counts[bucket];
      sum += counts[bucket] * (lowerNanos(bucket) + lowerNanos(bucket + 1)) / 2.0;
    }
    return number == 0 ? 0 : sum / number;
  }

  int count(int bucket) {
    return counts[bucket];
  }

  static int bucketOf(long nanos) {
    long units = Math.max(0, nanos) >> UNIT_SHIFT;
    if (units < 2) {
      return (int) units;
    }
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
    return (int) Math.min(BUCKETS - 1L, 2L * octave + (units >> (octave - 1) & 1));
  }

  static long lowerNanos(int bucket) {
    long units = bucket < 2 ? bucket : (2L + (bucket & 1)) << (bucket / 2 - 1);
    return units << UNIT_SHIFT;
  }

  private void halve() {
    gaps = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      counts[bucket] /= 2;
      gaps += counts[bucket];
    }
    totalNanos /= 2;
  }
}
