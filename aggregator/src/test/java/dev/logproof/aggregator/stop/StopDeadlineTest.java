package dev.logproof.aggregator.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.Latches;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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

  /** Runs {@code pause} on a thread of its own; returns once the thread runs. */
  private static CompletableFuture<Boolean> start(Callable<Boolean> pause)
      throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              try {
                result.complete(pause.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    thread.start();
    Latches.assertOpens(started);
    return result;
  }

  @Test
  void endsPauseThatOutlastsStop() throws InterruptedException {
    CompletableFuture<Boolean> mayGoOn = start(() -> deadline.pause(3_600_000));
    deadline.endIn(0);
    assertThat(mayGoOn.join()).isFalse();
  }

  /** After minutes of throttling, retries wait longer than a stop. */
  @Test
  @Timeout(20)
  void wakesLongPausesOnStopAndAllowsFurtherOnes() throws InterruptedException {
    StopDeadline real = new StopDeadline(System::nanoTime);
    CompletableFuture<Boolean> mayGoOn =
        start(() -> real.pause(3_600_000) && real.pause(1_800_000));
    real.endIn(3_600_000);
    assertThat(mayGoOn.join()).isTrue();
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
