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

  @Test
  void tellsPausesFromGapsWithinBursts() {
    GapHistogram gaps = new GapHistogram();
    for (int burst = 0; burst < 50; burst++) {
      for (int line = 0; line < 99; line++) {
        gaps.add(50_000);
      }
      gaps.add(30_000_000);
    }
    assertThat(gaps.typicalSilenceNanos()).isBetween(20_000_000L, 30_000_000L);
    assertThat(gaps.meanBelow(20_000_000)).isBetween(40_000.0, 60_000.0);
  }
}
