package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.metrics.Ledger;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stop ends in time even when clients keep event loops busy. */
@Timeout(30)
class BusyLoopTest {
  private static final long SOON_MILLIS = 50;

  @AutoClose private final TestServer server = new TestServer(true);

  @Test
  void stopsInTimeWhenLoopIsBusy() throws InterruptedException {
    EventLoopOutputs outputs =
        new EventLoopOutputs(server.transport.loops(), Map.of(), Map.of(), new Ledger());
    assertThat(server.transport.responds(20_000)).isTrue();
    CountDownLatch frame = new CountDownLatch(1);
    server.transport.loops().get(0).execute(() -> Latches.pass(frame));
    assertThat(server.transport.responds(SOON_MILLIS)).isFalse();
    server.server.stopAccepting(SOON_MILLIS);
    assertThat(outputs.closeAll(SOON_MILLIS)).isFalse();
    frame.countDown();
    assertThat(outputs.closeAll(20_000)).isTrue();
  }

  @Test
  void warmsUpDrainInTimeWhenLoopIsBusy() throws InterruptedException {
    CountDownLatch frame = new CountDownLatch(1);
    server.transport.loops().get(0).execute(() -> Latches.pass(frame));
    DrainWarmUp.run(server.transport, SOON_MILLIS);
    assertThat(frame.getCount()).isEqualTo(1);
    frame.countDown();
    assertThat(server.transport.responds(20_000)).isTrue();
    DrainWarmUp.run(server.transport, SOON_MILLIS);
  }

  @Test
  void closesListenerWhileClientsKeepDialling() throws InterruptedException {
    AtomicBoolean refused = new AtomicBoolean();
    CountDownLatch dialling = new CountDownLatch(10);
    Thread dialler =
        new Thread(
            () -> {
              while (!refused.get()) {
                refused.set(!dialled());
                dialling.countDown();
              }
            });
    dialler.start();
    dialling.await();
    server.server.stopAccepting(SOON_MILLIS);
    dialler.join();
    assertThat(refused).isTrue();
  }

  private boolean dialled() {
    try (Socket socket = server.connect()) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
