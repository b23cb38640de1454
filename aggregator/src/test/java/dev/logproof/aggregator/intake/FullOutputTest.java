package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients that open a connection per chunk do not fill an output beyond its limit. */
class FullOutputTest {
  private static final int CLIENTS = 8;
  private static final long TIME_LIMIT_MILLIS = 20_000;
  private static final Integer[] ALL = IntStream.range(0, CLIENTS).boxed().toArray(Integer[]::new);

  @AutoClose private final TestServer server = new TestServer(false);

  /** The event loop finds the frames and the ends of all connections at once. */
  private void sendAndCloseWhileLoopIsBusy() throws IOException {
    EventLoop loop = server.transport.loops().get(0);
    CountDownLatch sent = new CountDownLatch(1);
    loop.execute(
        () -> {
          try {
            sent.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    for (int number = 0; number < CLIENTS; number++) {
      try (Socket client = server.connect()) {
        client.getOutputStream().write(DockerClient.message(number));
      }
    }
    sent.countDown();
  }

  /** Returns what the output runs once it has room. */
  private List<Runnable> awaitHeldFrames() throws Exception {
    List<Runnable> waiters = new ArrayList<>();
    while (waiters.size() < CLIENTS) {
      waiters.add(server.output.waiters.take());
    }
    for (int turn = 0; turn < 10 * CLIENTS; turn++) {
      server.transport.loops().get(0).submit(() -> {}).get();
    }
    assertThat(server.output.seen()).isEmpty();
    assertThat(server.connections.count()).isEqualTo(CLIENTS);
    return waiters;
  }

  private void assertAllTaken() throws InterruptedException {
    assertThat(server.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
    assertThat(server.output.seen()).containsExactlyInAnyOrder(ALL);
    assertThat(server.ledger.accounting().balanced()).isTrue();
  }

  @Test
  void holdsFramesOfClosedClientsUntilThereIsRoom() throws Exception {
    server.output.full = true;
    sendAndCloseWhileLoopIsBusy();
    List<Runnable> waiters = awaitHeldFrames();
    server.output.full = false;
    waiters.forEach(Runnable::run);
    assertAllTaken();
  }

  @Test
  void takesFramesOfClosedClientsAtStop() throws Exception {
    server.output.full = true;
    sendAndCloseWhileLoopIsBusy();
    awaitHeldFrames();
    server.drain();
    assertAllTaken();
  }
}
