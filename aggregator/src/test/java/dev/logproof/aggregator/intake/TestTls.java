package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.access.ClientCertificates;
import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.access.Security;
import dev.logproof.aggregator.access.TlsSettings;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
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

  ForwardAccess access(ClientCertificates clients) throws IOException {
    TlsSettings settings =
        new TlsSettings(
            pem("server.pem", certificate.getCertificatePathPEM()),
            pem("server.key", certificate.getPrivateKeyPEM()),
            Secret.NONE,
            clients,
            List.of("TLSv1.2", "TLSv1.3"),
            List.of());
    return new ForwardAccess(
        Security.OPEN,
        Encryption.tls(settings.open(), HANDSHAKE_MILLIS),
        new SecureRandom(),
        HANDSHAKE_MILLIS);
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
