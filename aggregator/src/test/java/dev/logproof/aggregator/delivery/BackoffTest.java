package dev.logproof.aggregator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.config.RetryLimit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Waits grow while no record is accepted, then restart. */
class BackoffTest {
  private final Backoff backoff =
      new Backoff(
          new SplittableRandom(1), new Backoff.RetryPolicy(300, 2, 10_000, true, RetryLimit.NONE));

  @Test
  void doublesWaitsFromThreeHundredMillis() {
    assertThat(backoff.nextWaitMillis()).isBetween(250L, 350L);
    assertThat(backoff.nextWaitMillis()).isBetween(500L, 700L);
    assertThat(backoff.nextWaitMillis()).isBetween(1_000L, 1_400L);
  }

  @Test
  void restartsAfterProgress() {
    backoff.nextWaitMillis();
    backoff.nextWaitMillis();
    backoff.progress();
    assertThat(backoff.nextWaitMillis()).isBetween(250L, 350L);
  }

  @Test
  void limitsWaitsToTenSeconds() {
    for (int attempt = 0; attempt < 100; attempt++) {
      assertThat(backoff.nextWaitMillis()).isBetween(1L, 10_000L);
    }
  }
}
