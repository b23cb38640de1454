package dev.logproof.aggregator.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Finds the usual burst size among interrupted and joined bursts. */
class BurstSizesTest {
  private static final long SEED = 20261129;
  private static final int REFRESH_GAPS = 64;

  private final Random random = new Random(SEED);
  private final BurstSizes sizes = new BurstSizes();
  private long lines;
  private int gaps;
  private boolean changed;

  private void gapAfter(int more) {
    lines += more;
    sizes.add(lines);
    gaps++;
    if (gaps % REFRESH_GAPS == 0) {
      changed |= sizes.refresh();
    }
  }

  @Test
  void findsSizeOfAThirdOfAllBursts() {
    for (int burst = 0; burst < 3_000; burst++) {
      gapAfter(burst % 3 == 0 ? 100 : 1 + random.nextInt(1_000));
    }
    assertThat(sizes.hasUsual()).as("seed %d", SEED).isTrue();
    assertThat(sizes.isEnd(lines + 100)).as("seed %d", SEED).isTrue();
    assertThat(sizes.isEnd(lines + 79)).isFalse();
  }

  /** A starved client stops within every burst, twice within some. */
  @Test
  void findsSizeOfInterruptedBursts() {
    for (int burst = 0; burst < 1_000; burst++) {
      int first = 1 + random.nextInt(40);
      int second = burst % 3 == 0 ? 1 + random.nextInt(40) : 0;
      gapAfter(first);
      if (second > 0) {
        gapAfter(second);
      }
      gapAfter(100 - first - second);
    }
    gapAfter(37);
    assertThat(sizes.isEnd(lines + 63)).as("seed %d", SEED).isTrue();
    assertThat(sizes.isEnd(lines + 62)).as("seed %d", SEED).isFalse();
  }

  /** Twice the size is as frequent. */
  @Test
  void findsTheSmallestOfSizesThatAreEquallyFrequent() {
    for (int burst = 0; burst < 1_000; burst++) {
      gapAfter(100);
    }
    assertThat(sizes.isEnd(lines + 100)).isTrue();
    assertThat(sizes.isEnd(lines + 50)).isFalse();
  }

  @Test
  void findsNoSizeWhenAllDiffer() {
    for (int burst = 0; burst < 1_000; burst++) {
      gapAfter(burst);
    }
    assertThat(sizes.hasUsual()).isFalse();
  }

  @Test
  void followsClientThatChangesItsBursts() {
    for (int burst = 0; burst < 1_000; burst++) {
      gapAfter(100);
    }
    changed = false;
    for (int burst = 0; burst < 1_000; burst++) {
      gapAfter(250);
    }
    assertThat(changed).isTrue();
    assertThat(sizes.isEnd(lines + 250)).isTrue();
    assertThat(sizes.isEnd(lines + 100)).isFalse();
  }
}
