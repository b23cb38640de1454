package dev.logproof.aggregator.silence;

/**
 * The rate at which data arrives after a silence of each length: gaps that ended there, over the
 * time spent in silence there. Where little was seen the rate is half an arrival per silence of
 * that length, so that longer silences look better until data says otherwise. Immutable.
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

  /** Gaps at least as long as those of {@code bucket}. */
  int atLeast(int bucket) {
    return atLeast[bucket];
  }

  /** The highest rate after any silence between the two. */
  double highest(long fromNanos, long toNanos) {
    double highest = 0;
    int last = GapHistogram.bucketOf(toNanos);
    for (int bucket = GapHistogram.bucketOf(fromNanos); bucket <= last; bucket++) {
      highest = Math.max(highest, perSecond[bucket]);
    }
    return highest;
  }
}
