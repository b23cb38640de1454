package dev.logproof.aggregator.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Finds the usual burst size among interrupted and joined bursts. */
class BurstSizesTest {
  private static final long SEED = 20261129;

  @Test
  void findsSizeOfAThirdOfAllBursts() {
    Random random = new Random(SEED);
    BurstSizes sizes = new BurstSizes();
    for (int burst = 0; burst < 3_000; burst++) {
      sizes.add(burst % 3 == 0 ? 100 : 1 + random.nextInt(1_000));
    }
    assertThat(sizes.hasUsual()).as("seed %d", SEED).isTrue();
    assertThat(sizes.isUsual(100)).as("seed %d", SEED).isTrue();
    assertThat(sizes.isUsual(79)).isFalse();
  }

  @Test
  void findsNoSizeWhenAllDiffer() {
    BurstSizes sizes = new BurstSizes();
    for (int burst = 0; burst < 1_000; burst++) {
      sizes.add(burst);
    }
    assertThat(sizes.hasUsual()).isFalse();
  }

  @Test
  void followsClientThatChangesItsBursts() {
    BurstSizes sizes = new BurstSizes();
    for (int burst = 0; burst < 1_000; burst++) {
      sizes.add(100);
    }
    boolean changed = false;
    for (int burst = 0; burst < 1_000; burst++) {
      changed |= sizes.add(250);
    }
    assertThat(changed).isTrue();
    assertThat(sizes.isUsual(250)).isTrue();
    assertThat(sizes.isUsual(100)).isFalse();
  }
}
