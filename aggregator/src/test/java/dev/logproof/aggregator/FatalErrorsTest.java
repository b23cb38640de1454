package dev.logproof.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.intake.Transport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The task stops when a thread ends unexpectedly. */
class FatalErrorsTest {
  private final AtomicInteger stops = new AtomicInteger();
  private final FatalErrors errors = new FatalErrors(stops::incrementAndGet);

  @Test
  void stopsTheTaskOnceWhenThreadsEnd() throws InterruptedException {
    assertThat(errors.any()).isFalse();
    for (int i = 0; i < 2; i++) {
      Thread thread =
          new Thread(
              () -> {
                throw new IllegalStateException("planted");
              });
      thread.setUncaughtExceptionHandler(errors);
      thread.start();
      thread.join();
    }
    assertThat(errors.any()).isTrue();
    assertThat(stops).hasValue(1);
  }

  @Test
  void stopsTheTaskWhenAnEventLoopEnds() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Transport transport = new Transport(2);
    transport.watch(
        () -> {
          errors.loopEnded();
          stopped.countDown();
        });
    var unused = transport.loops().get(0).shutdownGracefully(0, 1, TimeUnit.MILLISECONDS);
    Latches.assertOpens(stopped);
    assertThat(errors.any()).isTrue();
    transport.close();
  }

  @Test
  void reportsNoErrorWhenTransportIsClosed() {
    Transport transport = new Transport(2);
    transport.watch(errors::loopEnded);
    transport.close();
    assertThat(errors.any()).isFalse();
  }
}
