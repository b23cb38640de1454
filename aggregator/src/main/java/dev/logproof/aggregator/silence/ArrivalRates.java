package dev.logproof.aggregator.silence;

/**
 * Arrival rates by length of silence: gaps that ended there, divided by time spent there. An
 * unobserved length counts half an arrival, so that longer silences rate better. Immutable.
 */
final class ArrivalRates {
  private static final double UNSEEN_ARRIVALS = 0.5;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * One in {@code 1 + t / EVEN_STALL_NANOS} resets comes later than {@code t}: of 80 on two busy
   * cores, 6 were later than 1.5 ms and one than 12 ms.
   */
  private static final double EVEN_STALL_NANOS = 125_000;

  private final double[] perSecond = new double[GapHistogram.BUCKETS];
  private final double[] highestFrom = new double[GapHistogram.BUCKETS];
  private final int[] atLeast = new int[GapHistogram.BUCKETS];

  ArrivalRates(GapHistogram gaps) {
    int longer = 0;
    for (int bucket = GapHistogram.BUCKETS - 1; bucket >= 0; bucket--) {
      int ended = gaps.count(bucket);
      long lower = GapHistogram.lowerNanos(bucket);
      long width = GapHistogram.lowerNanos(bucket + 1) - lower;
      double exposure = lower + (double) width * longer + width / 2.0 * ended;
      perSecond[bucket] = (ended + UNSEEN_ARRIVALS) / Math.max(1, exposure) * NANOS_PER_SECOND;
      boolean isLast = bucket == GapHistogram.BUCKETS - 1;
      highestFrom[bucket] = Math.max(perSecond[bucket], isLast ? 0 : highestFrom[bucket + 1]);
      longer += ended;
      atLeast[bucket] = longer;
    }
  }

  int atLeast(int bucket) {
    return atLeast[bucket];
  }

  /**
   * Returns the highest rate between both silences. What follows counts by the odds that the thread
   * loses its processor just before the reset, and until then.
   */
  double highest(long fromNanos, long toNanos) {
    double highest = 0;
    for (int bucket = GapHistogram.bucketOf(fromNanos); bucket < perSecond.length; bucket++) {
      long stallNanos = Math.max(0, GapHistogram.lowerNanos(bucket) - toNanos);
      double odds = 1 / (1 + stallNanos / EVEN_STALL_NANOS);
      if (highestFrom[bucket] * odds <= highest) {
        break;
      }
      highest = Math.max(highest, perSecond[bucket] * odds);
    }
    return highest;
  }
}
