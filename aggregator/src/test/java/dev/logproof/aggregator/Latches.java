package dev.logproof.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits of test threads for each other. */
public final class Latches {
  /** Exceeds every wait of a healthy test. */
  public static final long TIME_LIMIT_SECONDS = 20;

  private Latches() {}

  /** Fails when {@code latch} is not open in time. */
  public static void assertOpens(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Waits for {@code latch}; returns false, still interrupted, after an interrupt. */
  public static boolean pass(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits for {@code latch} and ignores interrupts, as native name resolution may. */
  public static void passDeaf(CountDownLatch latch) {
    boolean waiting = true;
    while (waiting) {
      try {
        latch.await();
        waiting = false;
      } catch (InterruptedException e) {
        // Ignored on purpose.
      }
    }
  }
}
