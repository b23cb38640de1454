package dev.logproof.aggregator.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stop deadline bounds every wait and wakes sleeping threads. */
class StopDeadlineTest {
  private final AtomicLong nanos = new AtomicLong();
  private final StopDeadline deadline = new StopDeadline(nanos::get);

  @Test
  void neverPassesWithoutStop() {
    nanos.set(Long.MAX_VALUE / 2);
    assertThat(deadline.passed()).isFalse();
    assertThat(deadline.remainingMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void passesAtItsTime() {
    deadline.endIn(100);
    nanos.set(99_999_999);
    assertThat(deadline.passed()).isFalse();
    nanos.set(100_000_000);
    assertThat(deadline.passed()).isTrue();
    assertThat(deadline.remainingMillis()).isZero();
  }

  @Test
  void endsPauseAtOnceAfterDeadline() throws InterruptedException {
    deadline.endIn(0);
    assertThat(deadline.pause(3_600_000)).isFalse();
  }

  @Test
  void endsPauseThatOutlastsStop() throws InterruptedException {
    AtomicBoolean mayGoOn = new AtomicBoolean(true);
    CountDownLatch started = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              started.countDown();
              try {
                mayGoOn.set(deadline.pause(3_600_000));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiting.start();
    started.await();
    deadline.endIn(0);
    waiting.join();
    assertThat(mayGoOn).isFalse();
  }

  /** After minutes of throttling, retries wait longer than a stop. */
  @Test
  @Timeout(20)
  void wakesLongPausesOnStopAndAllowsFurtherOnes() throws InterruptedException {
    StopDeadline real = new StopDeadline(System::nanoTime);
    CountDownLatch started = new CountDownLatch(1);
    AtomicBoolean mayGoOn = new AtomicBoolean();
    Thread waiting =
        new Thread(
            () -> {
              started.countDown();
              try {
                boolean woken = real.pause(3_600_000);
                mayGoOn.set(woken && real.pause(1_800_000));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiting.start();
    started.await();
    real.endIn(3_600_000);
    waiting.join();
    assertThat(mayGoOn).isTrue();
  }

  @Test
  void subtractsChangingReserve() {
    AtomicLong reserve = new AtomicLong(40);
    StopDeadline earlier =
        deadline.keepingFree(stopMillis -> stopMillis == 100 ? reserve.get() : 0);
    assertThat(earlier.remainingMillis()).isEqualTo(Long.MAX_VALUE);
    deadline.endIn(100);
    assertThat(earlier.remainingMillis()).isEqualTo(60);
    nanos.set(60_000_000);
    assertThat(earlier.passed()).isTrue();
    assertThat(deadline.passed()).isFalse();
    reserve.set(10);
    assertThat(earlier.passed()).isFalse();
    assertThat(earlier.remainingMillis()).isEqualTo(30);
  }
}
