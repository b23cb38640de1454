package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.access.ClientCertificates;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drains clients that want acknowledgements, over real sockets. */
class LingeringCloseTest {
  private static final long TIME_LIMIT_MILLIS = 20_000;

  /** Exceeds one round trip, so that a reset would fail a write. */
  private static final int WRITES = 200;

  @TempDir Path directory;

  /** Transport below the forward protocol. */
  enum Wire {
    TCP,
    TLS_1_2,
    TLS_1_3
  }

  /** Server and client with a pending acknowledgement. */
  private record Pair(TestServer server, AckClient client, Runnable promise)
      implements AutoCloseable {
    void drain() throws InterruptedException {
      server.drain();
      assertThat(server.connections.awaitSilence(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
      assertThat(server.connections.awaitPaid(0, System::nanoTime)).isFalse();
      promise.run();
      assertThat(server.connections.awaitPaid(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
    }

    boolean closes() throws InterruptedException {
      return server.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime);
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
    }
  }

  private Pair pair(Wire wire) throws Exception {
    TestTls tls = TestTls.in(directory);
    TestServer server =
        new TestServer(
            false,
            wire == Wire.TCP ? ForwardAccess.OPEN : tls.access(ClientCertificates.NOT_ASKED));
    AckClient client = wire == Wire.TCP ? AckClient.dial(server) : dial(tls, wire, server);
    client.send(1, "id-1\n");
    return new Pair(server, client, server.output.promises.take());
  }

  private static AckClient dial(TestTls tls, Wire wire, TestServer server) throws Exception {
    SSLSocket socket = tls.connect(server);
    socket.setEnabledProtocols(new String[] {wire == Wire.TLS_1_2 ? "TLSv1.2" : "TLSv1.3"});
    return new AckClient(socket);
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void endsStreamAfterAcknowledgement(Wire wire) throws Exception {
    try (Pair pair = pair(wire)) {
      pair.drain();
      assertThat(pair.client.readAck()).isEqualTo("id-1\n");
      assertThat(pair.client.read()).isEqualTo(-1);
      pair.client.close();
      assertThat(pair.closes()).isTrue();
    }
  }

  /** A reset would fail writes before the acknowledgement is read. */
  @ParameterizedTest
  @EnumSource(Wire.class)
  void deliversAcknowledgementToClientThatWritesFirst(Wire wire) throws Exception {
    try (Pair pair = pair(wire)) {
      pair.drain();
      for (int number = 2; number < WRITES; number++) {
        pair.client.send(number, "id-" + number);
      }
      assertThat(pair.client.readAck()).isEqualTo("id-1\n");
      assertThat(pair.client.read()).isEqualTo(-1);
      assertThat(pair.server.output.seen()).containsExactly(1);
      assertThat(pair.server.ledger.accounting().received()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void resetsClientThatNeverReads(Wire wire) throws Exception {
    try (Pair pair = pair(wire)) {
      pair.drain();
      assertThat(pair.closes()).isTrue();
      assertThatThrownBy(() -> writeOn(pair.client)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void resetsClientThatKeepsWritingAndDiscardsItsEvents(Wire wire) throws Exception {
    try (Pair pair = pair(wire)) {
      pair.drain();
      assertThatThrownBy(() -> writeOn(pair.client)).isInstanceOf(IOException.class);
      assertThat(pair.closes()).isTrue();
      assertThat(pair.server.output.seen()).containsExactly(1);
      assertThat(pair.server.ledger.accounting().received()).isEqualTo(1);
    }
  }

  /** At the end of a stop the server waits for no client. */
  @ParameterizedTest
  @EnumSource(Wire.class)
  void closesConnectionOnResetAll(Wire wire) throws Exception {
    try (Pair pair = pair(wire)) {
      pair.drain();
      pair.server.connections.resetAll();
      assertThat(pair.closes()).isTrue();
    }
  }

  private static void writeOn(AckClient client) throws IOException {
    for (int number = 2; true; number++) {
      client.send(number, "id-" + number);
    }
  }

  /** No acknowledgement is pending, but one was requested before. */
  @ParameterizedTest
  @EnumSource(Wire.class)
  void endsStreamAtOnceWithoutPendingAck(Wire wire) throws Exception {
    try (Pair pair = pair(wire)) {
      pair.promise.run();
      assertThat(pair.client.readAck()).isEqualTo("id-1\n");
      pair.server.drain();
      assertThat(pair.client.read()).isEqualTo(-1);
      pair.client.close();
      assertThat(pair.closes()).isTrue();
    }
  }
}
