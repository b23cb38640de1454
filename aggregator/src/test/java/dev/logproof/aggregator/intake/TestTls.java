package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.access.TlsSettings;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A self-signed certificate with an input and clients that use it. Immutable. */
record TestTls(X509Bundle certificate, Path directory) {
  private static final long HANDSHAKE_MILLIS = 20_000;

  static TestTls in(Path directory) throws Exception {
    return new TestTls(
        new CertificateBuilder()
            .subject("CN=localhost")
            .setIsCertificateAuthority(true)
            .buildSelfSigned(),
        directory);
  }

  /** Given {@code authority}, asks clients for a certificate that it signed. */
  ForwardAccess access(Optional<Path> authority) throws IOException {
    TlsSettings settings =
        new TlsSettings(
            pem("server.pem", certificate.getCertificatePathPEM()),
            pem("server.key", certificate.getPrivateKeyPEM()),
            Optional.empty(),
            authority,
            List.of("TLSv1.2", "TLSv1.3"),
            List.of());
    return new ForwardAccess(
        Optional.empty(), Optional.of(settings.open()), new SecureRandom(), HANDSHAKE_MILLIS);
  }

  Path authority() throws IOException {
    return pem("authority.pem", certificate.getCertificatePathPEM());
  }

  Path pem(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  SSLSocket connect(TestServer server) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, certificate.toTrustManagerFactory().getTrustManagers(), null);
    return (SSLSocket)
        context
            .getSocketFactory()
            .createSocket(server.address().getAddress(), server.address().getPort());
  }
}
