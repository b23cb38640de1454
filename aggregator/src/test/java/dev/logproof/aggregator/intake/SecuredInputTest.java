package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.access.AccessRules;
import dev.logproof.aggregator.access.ClientCertificates;
import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.access.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients authenticate by handshake or TLS over real sockets. */
class SecuredInputTest {
  private static final long TIME_LIMIT_MILLIS = 20_000;

  @TempDir Path directory;

  @Test
  void closesConnectionOnEventsBeforeHandshake() throws Exception {
    try (TestServer server = new TestServer(false, withKey(TIME_LIMIT_MILLIS));
        Socket socket = server.connect()) {
      socket.getOutputStream().write(DockerClient.message(1));
      assertThat(readToEnd(socket)).isNotEmpty();
      assertThat(server.output.seen()).isEmpty();
    }
  }

  @Test
  void closesConnectionOnJsonBeforeHandshake() throws Exception {
    for (String json : new String[] {"[\"t\",1,{\"n\":1}]", "{}", "[\"t\",1", "[\u0001"}) {
      try (TestServer server = new TestServer(false, withKey(300));
          Socket socket = server.connect()) {
        socket.getOutputStream().write(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(readToEnd(socket)).isNotEmpty();
        assertThat(server.output.seen()).isEmpty();
        assertThat(server.ledger.accounting().received()).isZero();
      }
    }
  }

  /** An unauthenticated client takes no more memory than a handshake. */
  @Test
  void rejectsAnnouncedLargeFrameBeforeHandshake() throws Exception {
    byte[] announced = {(byte) 0x92, (byte) 0xa1, 'a', (byte) 0xc6, 0x01, 0, 0, 0, 0, 0, 0, 0};
    try (TestServer server = new TestServer(false, withKey(TIME_LIMIT_MILLIS));
        Socket socket = server.connect()) {
      socket.getOutputStream().write(announced);
      assertThat(readToEnd(socket)).isNotEmpty();
      assertThat(server.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
      assertThat(server.memory.heldBytes()).isZero();
    }
  }

  @Test
  void closesSilentClientAfterHandshakeTimeout() throws Exception {
    try (TestServer server = new TestServer(false, withKey(50));
        Socket socket = server.connect()) {
      assertThat(readToEnd(socket)).isNotEmpty();
    }
  }

  private static SSLSocket connectAndSend(TestTls tls, TestServer server) throws Exception {
    SSLSocket socket = tls.connect(server);
    socket.getOutputStream().write(DockerClient.message(5));
    assertThat(server.output.numbers.take()).isEqualTo(5);
    return socket;
  }

  @Test
  void receivesEventsOverTls() throws Exception {
    TestTls tls = TestTls.in(directory);
    try (TestServer server = new TestServer(false, tls.access(ClientCertificates.NOT_ASKED));
        SSLSocket socket = connectAndSend(tls, server)) {
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void resetsIdleTlsClientDuringDrain() throws Exception {
    TestTls tls = TestTls.in(directory);
    try (TestServer server = new TestServer(false, tls.access(ClientCertificates.NOT_ASKED));
        SSLSocket socket = connectAndSend(tls, server)) {
      server.drain();
      assertThat(server.connections.awaitClosed(TIME_LIMIT_MILLIS, System::nanoTime)).isTrue();
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void rejectsClientWithoutCertificateUnderMutualTls() throws Exception {
    TestTls tls = TestTls.in(directory);
    try (TestServer server =
            new TestServer(false, tls.access(new ClientCertificates.SignedBy(tls.authority())));
        SSLSocket socket = tls.connect(server)) {
      assertThatThrownBy(
              () -> {
                socket.getOutputStream().write(DockerClient.message(5));
                readToEnd(socket);
              })
          .isInstanceOf(IOException.class);
      assertThat(server.output.seen()).isEmpty();
    }
  }

  @Test
  void reportsUnreadableCertificateFile() throws Exception {
    Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nothing");
    TlsSettings settings =
        new TlsSettings(
            nonsense,
            directory.resolve("absent.pem"),
            Secret.NONE,
            ClientCertificates.NOT_ASKED,
            List.of("TLSv1.3"),
            List.of());
    assertThatThrownBy(settings::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("absent.pem: no readable file there");
  }

  private static ForwardAccess withKey(long maxHandshakeMillis) {
    AccessRules rules =
        new AccessRules("server", Secret.of("key"), false, true, Map.of(), List.of());
    return new ForwardAccess(rules, Encryption.NONE, new SecureRandom(), maxHandshakeMillis);
  }

  private static byte[] readToEnd(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return in.readAllBytes();
  }
}
