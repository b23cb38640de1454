package dev.logproof.aggregator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.stop.StopDeadline;
import org.junit.jupiter.api.Test;

/** Concurrency shrinks when a stream throttles and recovers afterwards. */
class AdaptiveConcurrencyLimitTest {
  private static final int THREADS = 16;

  private final StopDeadline deadline = new StopDeadline(System::nanoTime);
  private final AdaptiveConcurrencyLimit window = new AdaptiveConcurrencyLimit(THREADS);

  private int enter() throws InterruptedException {
    return window.enter(deadline);
  }

  private void request(double refusedShare) throws InterruptedException {
    int entered = enter();
    window.answered(entered, refusedShare);
    window.leave();
  }

  @Test
  void admitsEveryThreadAtFirst() {
    assertThat(window.requests()).isEqualTo(THREADS);
  }

  @Test
  void admitsOneRequestWhenStreamRefusesEverything() throws InterruptedException {
    request(1);
    assertThat(window.requests()).isEqualTo(1);
  }

  @Test
  void decreasesOnceForRequestsInFlight() throws InterruptedException {
    int first = enter();
    int second = enter();
    window.answered(first, 1);
    window.leave();
    window.leave();
    request(0);
    request(0);
    int opened = window.requests();
    window.answered(second, 1);
    assertThat(opened).isEqualTo(3);
    assertThat(window.requests()).isEqualTo(opened);
  }

  @Test
  void doublesUpToHalfThenGrowsByOnePerRoundTrip() throws InterruptedException {
    request(1);
    for (int answer = 0; answer < THREADS / 2 - 1; answer++) {
      request(0);
    }
    assertThat(window.requests()).isEqualTo(THREADS / 2);
    for (int answer = 0; answer < THREADS / 2; answer++) {
      request(0);
    }
    assertThat(window.requests()).isBetween(THREADS / 2, THREADS / 2 + 1);
    for (int answer = 0; answer < THREADS * THREADS; answer++) {
      request(0);
    }
    assertThat(window.requests()).isEqualTo(THREADS);
  }

  @Test
  void staysNearMaximumWhenOnePercentIsRefused() throws InterruptedException {
    for (int answer = 0; answer < 1_000; answer++) {
      request(0.01);
    }
    assertThat(window.requests()).isGreaterThan(THREADS * 3 / 4);
  }

  @Test
  void dropsToQuarterOrLessWhenThirtyPercentAreRefused() throws InterruptedException {
    for (int answer = 0; answer < 1_000; answer++) {
      request(0.3);
    }
    assertThat(window.requests()).isBetween(1, THREADS / 4);
  }

  @Test
  void admitsWaiterWhenRequestEnds() throws InterruptedException {
    request(1);
    int entered = enter();
    Thread waiting =
        new Thread(
            () -> {
              try {
                enter();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiting.start();
    window.answered(entered, 1);
    window.leave();
    waiting.join();
    assertThat(window.requests()).isEqualTo(1);
  }

  @Test
  void returnsWithoutWaitAtStopDeadline() throws InterruptedException {
    request(1);
    enter();
    deadline.endIn(0);
    assertThat(enter()).isEqualTo(-1);
  }
}
