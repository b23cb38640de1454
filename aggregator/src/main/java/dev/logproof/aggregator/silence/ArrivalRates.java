package dev.logproof.aggregator.silence;

/**
 * Arrival rates per length of silence: gaps that ended there, divided by time spent there. Buckets
 * of clients with few gaps include part of their neighbours. An unobserved length counts half an
 * arrival, so that longer silences rate better. Immutable.
 */
final class ArrivalRates {
  private static final double UNSEEN_ARRIVALS = 0.5;

  /** With few gaps, chance leaves some buckets empty, and the lowest rate would be one of those. */
  private static final double NEIGHBOUR_WEIGHT = 0.5;

  /** Above this number of gaps, neighbours weigh less. */
  private static final double FEW_GAPS = 64;

  private static final double NANOS_PER_SECOND = 1e9;

  /** One reset in {@code 1 + t / EVEN_STALL_NANOS} is late by more than {@code t}. */
  private static final double EVEN_STALL_NANOS = 125_000;

  private final double[] perSecond = new double[GapHistogram.BUCKETS];
  private final double[] highestFrom = new double[GapHistogram.BUCKETS];
  private final int[] atLeast = new int[GapHistogram.BUCKETS];

  ArrivalRates(GapHistogram gaps) {
    double[] spentNanos = new double[GapHistogram.BUCKETS];
    int longer = 0;
    for (int bucket = GapHistogram.BUCKETS - 1; bucket >= 0; bucket--) {
      int ended = gaps.count(bucket);
      long lower = GapHistogram.lowerNanos(bucket);
      long width = GapHistogram.lowerNanos(bucket + 1) - lower;
      spentNanos[bucket] = (double) width * longer + width / 2.0 * ended;
      longer += ended;
      atLeast[bucket] = longer;
    }
    double highest = 0;
    for (int bucket = GapHistogram.BUCKETS - 1; bucket >= 0; bucket--) {
      perSecond[bucket] = smoothed(gaps, spentNanos, bucket);
      highest = Math.max(highest, perSecond[bucket]);
      highestFrom[bucket] = highest;
    }
  }

  private double smoothed(GapHistogram gaps, double[] spentNanos, int bucket) {
    double ended = UNSEEN_ARRIVALS;
    double nanos = GapHistogram.lowerNanos(bucket);
    int last = Math.min(GapHistogram.BUCKETS - 1, bucket + 1);
    for (int near = Math.max(0, bucket - 1); near <= last; near++) {
      int known = atLeast[Math.min(near, bucket)];
      double few = Math.min(1, FEW_GAPS / Math.max(1, known));
      double weight = near == bucket ? 1 : NEIGHBOUR_WEIGHT * few;
      ended += weight * gaps.count(near);
      nanos += weight * spentNanos[near];
    }
    return ended / Math.max(1, nanos) * NANOS_PER_SECOND;
  }

  int atLeast(int bucket) {
    return atLeast[bucket];
  }

  /**
   * Returns the highest rate between two lengths of silence. Rates of longer silences are
   * multiplied by the probability that the reset is late enough to meet them.
   */
  double highest(long fromNanos, long toNanos) {
    double highest = 0;
    for (int bucket = GapHistogram.bucketOf(fromNanos); bucket < perSecond.length; bucket++) {
      long stallNanos = Math.max(0, GapHistogram.lowerNanos(bucket) - toNanos);
      double probability = 1 / (1 + stallNanos / EVEN_STALL_NANOS);
      if (highestFrom[bucket] * probability <= highest) {
        break;
      }
      highest = Math.max(highest, perSecond[bucket] * probability);
    }
    return highest;
  }
}
