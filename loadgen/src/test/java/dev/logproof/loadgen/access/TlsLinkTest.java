package dev.logproof.loadgen.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests TLS with and without trust in each direction. */
class TlsLinkTest {
  private static final int SENT_BYTES = 3_000_000;
  private static final X509Bundle HERE = selfSigned("127.0.0.1");
  private static final X509Bundle STRANGER = selfSigned("127.0.0.1");

  @TempDir Path directory;

  private static X509Bundle selfSigned(String address) {
    try {
      return new CertificateBuilder()
          .subject("CN=test")
          .setIsCertificateAuthority(true)
          .addSanIpAddress(address)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestReceiver<Integer> receiver(
      X509Bundle own, Optional<X509Bundle> clients, String protocol) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        own.toKeyManagerFactory().getKeyManagers(),
        clients.isEmpty() ? null : clients.get().toTrustManagerFactory().getTrustManagers(),
        null);
    SSLServerSocket listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listener.setEnabledProtocols(new String[] {protocol});
    listener.setNeedClientAuth(clients.isPresent());
    return new TestReceiver<>(listener, TlsLinkTest::countBytes);
  }

  private static int countBytes(Socket socket) throws IOException {
    return socket.getInputStream().readAllBytes().length;
  }

  private Path pem(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Access trusting(X509Bundle server, Optional<X509Bundle> own) throws IOException {
    Path authority = pem("authority.pem", server.getCertificatePathPEM());
    Optional<TlsClient.OwnFiles> files = Optional.empty();
    if (own.isPresent()) {
      Path certificate = pem("own.pem", own.get().getCertificatePathPEM());
      Path key = pem("own.key", own.get().getPrivateKeyPEM());
      files = Optional.of(new TlsClient.OwnFiles(certificate, key));
    }
    return access(new TlsClient.Settings(Optional.of(authority), files, false));
  }

  private static Access access(TlsClient.Settings settings) throws IOException {
    return new Access(Optional.of(TlsClient.open(settings)), Optional.empty());
  }

  private static void send(TestReceiver<?> receiver, Access access) throws IOException {
    try (Link link = access.open(receiver.address())) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(SENT_BYTES);
      link.write(bytes);
      assertThat(bytes.hasRemaining()).isFalse();
    }
  }

  /** The session tickets stay unread: a reset would lose the last bytes. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void deliversEveryByteBeforeClose(String protocol) throws Exception {
    try (TestReceiver<Integer> receiver = receiver(HERE, Optional.empty(), protocol)) {
      send(receiver, trusting(HERE, Optional.empty()));
      assertThat(receiver.outcome()).isEqualTo(SENT_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void presentsCertificateWhenReceiverAsks(String protocol) throws Exception {
    try (TestReceiver<Integer> receiver = receiver(HERE, Optional.of(STRANGER), protocol)) {
      send(receiver, trusting(HERE, Optional.of(STRANGER)));
      assertThat(receiver.outcome()).isEqualTo(SENT_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void failsAtOnceWithoutRequestedCertificate(String protocol) throws Exception {
    try (TestReceiver<Integer> receiver = receiver(HERE, Optional.of(STRANGER), protocol)) {
      assertThatThrownBy(() -> send(receiver, trusting(HERE, Optional.empty())))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("TLS: ");
    }
  }

  @Test
  void rejectsUntrustedReceiver() throws Exception {
    try (TestReceiver<Integer> receiver = receiver(STRANGER, Optional.empty(), "TLSv1.3")) {
      assertThatThrownBy(() -> send(receiver, trusting(HERE, Optional.empty())))
          .isInstanceOf(RefusedException.class)
          .hasMessageStartingWith("127.0.0.1:" + receiver.address().getPort() + ": TLS: ")
          .hasMessageContaining("--tls");
    }
  }

  @Test
  void rejectsReceiverOfOtherName() throws Exception {
    X509Bundle elsewhere = selfSigned("192.0.2.1");
    try (TestReceiver<Integer> receiver = receiver(elsewhere, Optional.empty(), "TLSv1.3")) {
      assertThatThrownBy(() -> send(receiver, trusting(elsewhere, Optional.empty())))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("127.0.0.1");
    }
  }

  @Test
  void acceptsAnyReceiverWhenInsecure() throws Exception {
    X509Bundle elsewhere = selfSigned("192.0.2.1");
    try (TestReceiver<Integer> receiver = receiver(elsewhere, Optional.empty(), "TLSv1.3")) {
      send(receiver, access(new TlsClient.Settings(Optional.empty(), Optional.empty(), true)));
      assertThat(receiver.outcome()).isEqualTo(SENT_BYTES);
    }
  }

  @Test
  void reportsReceiverWithoutTls() throws Exception {
    try (TestReceiver<Integer> receiver =
        TestReceiver.plain(
            socket -> {
              socket.getOutputStream().write("no TLS here, sorry\n".getBytes(US_ASCII));
              return socket.getInputStream().read();
            })) {
      assertThatThrownBy(() -> send(receiver, trusting(HERE, Optional.empty())))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("TLS");
    }
  }

  @Test
  void reportsInvalidPemFiles() throws Exception {
    Path nothing = pem("nothing.pem", "nothing");
    Path key =
        pem("old.key", "-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----\n");
    Path certificate = pem("some.pem", HERE.getCertificatePathPEM());
    assertThatThrownBy(() -> PemFiles.certificates(nothing)).hasMessageContaining("nothing.pem");
    assertThatThrownBy(() -> PemFiles.certificates(directory.resolve("absent")))
        .hasMessageContaining("absent: no readable file");
    assertThatThrownBy(() -> PemFiles.privateKey(key, "RSA"))
        .hasMessageContaining("old.key")
        .hasMessageContainingAll("PKCS #8", "openssl pkcs8 -topk8 -nocrypt");
    assertThat(PemFiles.certificates(certificate)).hasSize(1);
  }
}
