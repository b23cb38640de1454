package dev.logproof.aggregator.silence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Counts gaps in logarithmic buckets. */
class GapHistogramTest {
  @Test
  void countsLowerBoundInItsBucket() {
    for (int bucket = 0; bucket < GapHistogram.BUCKETS; bucket++) {
      long lower = GapHistogram.lowerNanos(bucket);
      assertThat(GapHistogram.bucketOf(lower)).isEqualTo(bucket);
      assertThat(GapHistogram.bucketOf(lower - 1)).isEqualTo(Math.max(0, bucket - 1));
    }
  }

  @Test
  void putsTheLongestGapsIntoTheLastBucket() {
    assertThat(GapHistogram.bucketOf(Long.MAX_VALUE)).isEqualTo(GapHistogram.BUCKETS - 1);
  }

  @Test
  void halvesHistoryWhenFull() {
    GapHistogram gaps = new GapHistogram();
    for (int gap = 0; gap <= 1 << 16; gap++) {
      gaps.add(1_000_000);
    }
    assertThat(gaps.gaps()).isEqualTo((1 << 15) + 1);
    assertThat(gaps.totalNanos()).isEqualTo(1_000_000L * ((1 << 15) + 1));
  }
}
