package dev.logproof.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server's key store and its clients' trust store hold the same certificate. */
class LocalKeyStoreTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path directory;

  private static X509Certificate certificate(LocalKeyStore store) throws Exception {
    KeyStore keys = KeyStore.getInstance(store.file().toFile(), PASSWORD.toCharArray());
    return (X509Certificate) keys.getCertificate("localhost");
  }

  @Test
  void sharesCertificateThroughPemFile() throws Exception {
    LocalKeyStore server = new LocalKeyStore(directory.resolve("server.p12"), PASSWORD);
    LocalKeyStore clients = new LocalKeyStore(directory.resolve("trust.p12"), PASSWORD);
    Path pem = directory.resolve("ca.pem");
    server.createKeyPair(30);
    server.exportCertificate(pem);
    clients.importCertificate(pem);
    assertThat(certificate(clients)).isEqualTo(certificate(server));
    assertThat(certificate(server).getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
  }

  @Test
  void reportsOutputOfKeytool() {
    LocalKeyStore store = new LocalKeyStore(directory.resolve("absent.p12"), PASSWORD);
    assertThatIOException()
        .isThrownBy(() -> store.exportCertificate(directory.resolve("ca.pem")))
        .withMessageContaining("absent.p12");
  }
}
