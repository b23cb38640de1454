package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests the forward input as clients see it. */
class ForwardServerTest {
  private static final int TIME_LIMIT_MILLIS = 20_000;

  @AutoClose private final TestServer server = new TestServer(true);

  @Test
  void closesClientOfOtherProtocol() throws IOException {
    try (Socket socket = server.connect()) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.ledger.accounting().received()).isZero();
  }

  @Test
  void pausesClientWhileOutputIsFull() throws Exception {
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(DockerClient.message(1));
      assertThat(server.output.numbers.take()).isEqualTo(1);
      server.output.full = true;
      socket.getOutputStream().write(DockerClient.message(2));
      Runnable resume = server.output.waiters.take();
      assertThat(server.output.seen()).containsExactly(1);
      server.output.full = false;
      resume.run();
      assertThat(server.output.numbers.take()).isEqualTo(2);
    }
  }

  /** Fluentd's out_forward opens one connection per chunk. */
  @Test
  void holdsFirstFrameWhileOutputIsFullAfterClientCloses() throws Exception {
    server.output.full = true;
    List<Runnable> waiters = new ArrayList<>();
    for (int connection = 0; connection < 50; connection++) {
      try (Socket socket = server.connect()) {
        socket.getOutputStream().write(DockerClient.message(connection));
        waiters.add(server.output.waiters.take());
      }
    }
    assertThat(server.output.seen()).isEmpty();
    assertThat(server.memory.heldBytes()).isPositive();
    server.output.full = false;
    waiters.forEach(Runnable::run);
    for (int frame = 0; frame < 50; frame++) {
      server.output.numbers.take();
    }
    assertThat(server.output.seen())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
    assertThat(server.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
    assertThat(server.memory.heldBytes()).isZero();
  }

  @Test
  void answersHeartbeatWithOneZeroByte() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(TIME_LIMIT_MILLIS);
      socket.send(new DatagramPacket(new byte[] {0}, 1, server.address()));
      DatagramPacket answer = new DatagramPacket(new byte[8], 8);
      socket.receive(answer);
      assertThat(answer.getLength()).isEqualTo(1);
      assertThat(answer.getData()[0]).isZero();
    }
  }

  /** Two servers that answer each other never stop after one forged datagram. */
  @Test
  void answersNoDatagramFromAServersPort() throws IOException {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    try (DatagramSocket socket = new DatagramSocket(server.address().getPort(), other)) {
      socket.setSoTimeout(500);
      socket.send(new DatagramPacket(new byte[] {0}, 1, server.address()));
      DatagramPacket answer = new DatagramPacket(new byte[8], 8);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> socket.receive(answer));
    }
  }
}
