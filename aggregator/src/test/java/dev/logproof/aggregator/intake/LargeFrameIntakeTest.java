package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** A frame of many time slices is taken whole, however its client ends. */
class LargeFrameIntakeTest {
  private static final long TIME_LIMIT_MILLIS = 20_000;
  private static final int EVENTS = 15_000;
  private static final String TEXT = "text ".repeat(24);
  private static final int MESSAGES = 10;
  private static final List<Integer> ALL = IntStream.range(0, EVENTS + MESSAGES).boxed().toList();

  @AutoClose private final TestServer server = new TestServer(false);

  private static byte[] frame() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed);
        MessageBufferPacker entries = MessagePack.newDefaultBufferPacker()) {
      for (int number = 0; number < EVENTS; number++) {
        entries.packArrayHeader(2).packInt(1_700_000_000);
        entries.packMapHeader(2).packString("n").packInt(number);
        entries.packString("log").packString(TEXT);
      }
      gzip.write(entries.toByteArray());
    }
    try (MessageBufferPacker frame = MessagePack.newDefaultBufferPacker()) {
      frame.packArrayHeader(3).packString("large").packBinaryHeader(compressed.size());
      frame.writePayload(compressed.toByteArray());
      frame.packMapHeader(1).packString("compressed").packString("gzip");
      return frame.toByteArray();
    }
  }

  private Socket sendAll() throws IOException {
    Socket socket = server.connect();
    socket.getOutputStream().write(frame());
    for (int message = 0; message < MESSAGES; message++) {
      socket.getOutputStream().write(DockerClient.message(EVENTS + message));
    }
    return socket;
  }

  private Socket sendAndAwaitFirstEvent() throws Exception {
    Socket client = sendAll();
    assertThat(server.output.numbers.take()).isZero();
    return client;
  }

  private void assertAllCounted() {
    assertThat(server.output.seen().equals(ALL)).isTrue();
    assertThat(server.ledger.accounting().received()).isEqualTo(ALL.size());
    assertThat(server.ledger.accounting().delivered()).isEqualTo(ALL.size());
  }

  @Test
  void takesAllEventsWhenClientClosesAfterFrame() throws Exception {
    sendAll().close();
    while (server.output.numbers.take() < ALL.size() - 1) {
      // Wait for the last number.
    }
    assertThat(server.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
    assertAllCounted();
  }

  @Test
  void drainsClientAfterLastEvent() throws Exception {
    try (Socket client = sendAndAwaitFirstEvent()) {
      assertThat(client.isConnected()).isTrue();
      server.drain();
      assertThat(server.connections.awaitSilence(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
      assertAllCounted();
    }
  }

  @Test
  void abandonsFrameOnResetWithBalancedCounters() throws Exception {
    try (Socket client = sendAndAwaitFirstEvent()) {
      assertThat(client.isConnected()).isTrue();
      server.connections.resetAll();
      assertThat(server.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
      assertThat(server.ledger.accounting().received()).isEqualTo(server.output.count());
      assertThat(server.ledger.accounting().delivered()).isEqualTo(server.output.count());
    }
  }
}
