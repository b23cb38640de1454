package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.Latches;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients lose nothing in a drain. */
class ConnectionDrainTest {
  private static final long TIME_LIMIT_MILLIS = 20_000;
  private static final int MESSAGES = 1_000;

  @AutoClose private final TestServer before = new TestServer(false);
  @AutoClose private final TestServer after = new TestServer(false);

  /** The kernel holds unread messages when the drain begins. */
  @Test
  void readsKernelBufferBeforeReset() throws InterruptedException {
    DockerClient client = new DockerClient(List.of(before.address(), after.address()));
    client.send(0);
    assertThat(before.output.numbers.take()).isZero();
    CountDownLatch sent = new CountDownLatch(1);
    before.transport.loops().get(0).execute(() -> Latches.pass(sent));
    before.drain();
    IntStream.range(1, MESSAGES).forEach(client::send);
    sent.countDown();
    assertThat(before.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
    client.send(MESSAGES);
    assertThat(after.output.numbers.take()).isEqualTo(MESSAGES);
    client.close();
    assertThat(before.output.seen())
        .containsExactlyElementsOf(IntStream.range(0, MESSAGES).boxed().toList());
  }

  @Test
  void resetsIdleClientSoThatItReconnects() throws InterruptedException {
    DockerClient client = new DockerClient(List.of(before.address(), after.address()));
    client.send(0);
    assertThat(before.output.numbers.take()).isZero();
    before.drain();
    assertThat(before.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
    client.send(1);
    assertThat(after.output.numbers.take()).isEqualTo(1);
    client.close();
  }

  @Test
  void waitsForClientToFinishFrame() throws Exception {
    byte[] frame = DockerClient.message(7);
    try (Socket socket = before.connect()) {
      socket.getOutputStream().write(frame, 0, 10);
      socket.getOutputStream().flush();
      awaitConnection();
      before.drain();
      assertThat(before.connections.awaitSilence(300, System::nanoTime)).isFalse();
      socket.getOutputStream().write(frame, 10, frame.length - 10);
      assertThat(before.output.numbers.take()).isEqualTo(7);
      assertThat(before.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
    }
  }

  @Test
  void acceptsBacklogBeforeListenerCloses() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Socket socket = before.connect();
      socket.getOutputStream().write(DockerClient.message(i));
      sockets.add(socket);
    }
    before.server.stopAccepting(TIME_LIMIT_MILLIS);
    for (int i = 0; i < 20; i++) {
      before.output.numbers.take();
    }
    assertThat(before.output.seen()).hasSize(20);
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void awaitConnection() {
    while (before.connections.count() == 0) {
      Thread.onSpinWait();
    }
  }
}
