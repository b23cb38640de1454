package dev.logproof.loadgen.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logproof.pem.Passphrase;
import dev.logproof.pem.PemFiles;
import dev.logproof.process.CompletedCommand;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
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

  /** Asks for a certificate if {@code clients} are given. */
  private static TestReceiver<Integer> receiver(
      X509Bundle own, String protocol, X509Certificate... clients) throws Exception {
    SslContextBuilder builder =
        SslContextBuilder.forServer(own.toKeyManagerFactory()).sslProvider(SslProvider.JDK);
    if (clients.length > 0) {
      builder.trustManager(clients);
    }
    SSLServerSocket listener =
        (SSLServerSocket)
            ((JdkSslContext) builder.build())
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listener.setEnabledProtocols(new String[] {protocol});
    listener.setNeedClientAuth(clients.length > 0);
    return new TestReceiver<>(listener, TlsLinkTest::countBytes);
  }

  private static int countBytes(Socket socket) throws IOException {
    return socket.getInputStream().readAllBytes().length;
  }

  private Path pem(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Access trusting(X509Bundle server) throws IOException {
    return trusting(server, new TlsSettings.NoCertificate());
  }

  private Access trusting(X509Bundle server, TlsSettings.OwnCertificate own) throws IOException {
    Path authority = pem("authority.pem", server.getCertificatePathPEM());
    return access(new TlsSettings(new TlsSettings.Authorities(authority), own));
  }

  private TlsSettings.OwnCertificate files(X509Bundle own) throws IOException {
    return new TlsSettings.CertificateFiles(
        pem("own.pem", own.getCertificatePathPEM()),
        pem("own.key", own.getPrivateKeyPEM()),
        Passphrase.none("--tls-key-passphrase"));
  }

  private static Access access(TlsSettings settings) throws IOException {
    return new Access(TlsClient.open(settings), new Credentials.Anonymous());
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
    try (TestReceiver<Integer> receiver = receiver(HERE, protocol)) {
      send(receiver, trusting(HERE));
      assertThat(receiver.outcome()).isEqualTo(SENT_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void presentsCertificateWhenReceiverAsks(String protocol) throws Exception {
    try (TestReceiver<Integer> receiver = receiver(HERE, protocol, STRANGER.getCertificate())) {
      send(receiver, trusting(HERE, files(STRANGER)));
      assertThat(receiver.outcome()).isEqualTo(SENT_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void failsAtOnceWithoutRequestedCertificate(String protocol) throws Exception {
    try (TestReceiver<Integer> receiver = receiver(HERE, protocol, STRANGER.getCertificate())) {
      assertThatThrownBy(() -> send(receiver, trusting(HERE)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("TLS: ");
    }
  }

  @Test
  void rejectsUntrustedReceiver() throws Exception {
    try (TestReceiver<Integer> receiver = receiver(STRANGER, "TLSv1.3")) {
      assertThatThrownBy(() -> send(receiver, trusting(HERE)))
          .isInstanceOf(RefusedException.class)
          .hasMessageStartingWith("127.0.0.1:" + receiver.address().getPort() + ": TLS: ")
          .hasMessageContaining("--tls");
    }
  }

  @Test
  void rejectsReceiverOfOtherName() throws Exception {
    X509Bundle elsewhere = selfSigned("192.0.2.1");
    try (TestReceiver<Integer> receiver = receiver(elsewhere, "TLSv1.3")) {
      assertThatThrownBy(() -> send(receiver, trusting(elsewhere)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("127.0.0.1");
    }
  }

  @Test
  void acceptsAnyReceiverWhenInsecure() throws Exception {
    X509Bundle elsewhere = selfSigned("192.0.2.1");
    try (TestReceiver<Integer> receiver = receiver(elsewhere, "TLSv1.3")) {
      send(
          receiver,
          access(new TlsSettings(new TlsSettings.Anyone(), new TlsSettings.NoCertificate())));
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
      assertThatThrownBy(() -> send(receiver, trusting(HERE)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("TLS");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openssl genrsa -traditional -out key 2048",
        "openssl genrsa -traditional -aes256 -passout pass:secret -out key 2048",
        "openssl genpkey -algorithm rsa -aes256 -pass pass:secret -out key",
        "openssl ecparam -name prime256v1 -genkey -out key",
        "openssl genpkey -algorithm ed25519 -out key"
      })
  void presentsKeyOfEveryForm(String make) throws Exception {
    assumeTrue(shell("openssl version"), "skipped: no openssl");
    assertThat(shell(make)).isTrue();
    String request =
        "openssl req -x509 -key key -passin pass:secret -subj /CN=client -days 9 -out crt";
    assertThat(shell(request)).isTrue();
    Path certificate = directory.resolve("crt");
    TlsSettings.OwnCertificate own =
        new TlsSettings.CertificateFiles(
            certificate, directory.resolve("key"), Passphrase.of("--tls-key-passphrase", "secret"));
    try (TestReceiver<Integer> receiver =
        receiver(HERE, "TLSv1.3", PemFiles.certificates(certificate))) {
      send(receiver, trusting(HERE, own));
      assertThat(receiver.outcome()).isEqualTo(SENT_BYTES);
    }
  }

  private boolean shell(String script) throws IOException, InterruptedException {
    String inDirectory = "cd \"$0\" && " + script;
    return CompletedCommand.run(
            Duration.ofMinutes(2), List.of("sh", "-c", inDirectory, directory.toString()))
        .succeeded();
  }

  @Test
  void reportsInvalidPemFiles() throws Exception {
    Path broken =
        pem("old.key", "-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----\n");
    Path certificate = pem("some.pem", HERE.getCertificatePathPEM());
    assertThatThrownBy(() -> open(new TlsSettings.Authorities(broken), certificate, broken))
        .hasMessageContaining("old.key");
    assertThatThrownBy(() -> open(new TlsSettings.JdkAuthorities(), certificate, broken))
        .hasMessageContaining("old.key: malformed PEM");
    assertThatThrownBy(() -> open(new TlsSettings.JdkAuthorities(), broken, certificate))
        .hasMessageContaining("some.pem: no private key in PEM (PKCS #8, PKCS #1 or SEC 1)");
  }

  private static void open(TlsSettings.Trust trust, Path certificate, Path key) throws IOException {
    Passphrase none = Passphrase.none("--tls-key-passphrase");
    TlsClient.open(
        new TlsSettings(trust, new TlsSettings.CertificateFiles(certificate, key, none)));
  }
}
