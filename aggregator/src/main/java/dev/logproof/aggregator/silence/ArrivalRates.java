package dev.logproof.aggregator.silence;

/**
 * Arrival rates by length of silence: gaps that ended there, divided by time spent there. An
 * unobserved length counts half an arrival, so that longer silences rate better. Immutable.
 */
final class ArrivalRates {
  private static final double UNSEEN_ARRIVALS = 0.5;
  private static final double NANOS_PER_SECOND = 1e9;

  private final double[] perSecond = new double[GapHistogram.BUCKETS];
  private final int[] atLeast = new int[GapHistogram.BUCKETS];

  ArrivalRates(GapHistogram gaps) {
    int longer = 0;
    for (int bucket = GapHistogram.BUCKETS - 1; bucket >= 0; bucket--) {
      int ended = gaps.count(bucket);
      long lower = GapHistogram.lowerNanos(bucket);
      long width = GapHistogram.lowerNanos(bucket + 1) - lower;
      double exposure = lower + (double) width * longer + width / 2.0 * ended;
      perSecond[bucket] = (ended + UNSEEN_ARRIVALS) / Math.max(1, exposure) * NANOS_PER_SECOND;
      longer += ended;
      atLeast[bucket] = longer;
    }
  }

  int atLeast(int bucket) {
    return atLeast[bucket];
  }

  double highest(long fromNanos, long toNanos) {
    double highest = 0;
    int last = GapHistogram.bucketOf(toNanos);
    for (int bucket = GapHistogram.bucketOf(fromNanos); bucket <= last; bucket++) {
      highest = Math.max(highest, perSecond[bucket]);
    }
    return highest;
  }
}
