package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client sees of the forward input. */
class ForwardServerTest {
  private static final int PATIENCE_MILLIS = 20_000;

  private final TestServer server;

  ForwardServerTest() throws InterruptedException {
    server = new TestServer(true);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  @Test
  void aClientThatSpeaksAnotherProtocolIsClosed() throws IOException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.ledger.accounting().received()).isZero();
  }

  @Test
  void aFullOutputStopsTheClientThatFeedsItUntilThereIsRoom() throws Exception {
    server.output.full = true;
    try (Socket socket = connect()) {
      socket.getOutputStream().write(DockerClient.message(1));
      assertThat(server.output.numbers.take()).isEqualTo(1);
      socket.getOutputStream().write(DockerClient.message(2));
      server.transport.loops().get(0).submit(() -> {}).get();
      assertThat(server.output.seen()).containsExactly(1);
      server.output.full = false;
      server.output.whenRoom.run();
      assertThat(server.output.numbers.take()).isEqualTo(2);
    }
  }

  @Test
  void aHeartbeatIsAnsweredWithOneZeroByte() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.send(new DatagramPacket(new byte[] {0}, 1, server.address()));
      DatagramPacket answer = new DatagramPacket(new byte[8], 8);
      socket.receive(answer);
      assertThat(answer.getLength()).isEqualTo(1);
      assertThat(answer.getData()[0]).isZero();
    }
  }
}
