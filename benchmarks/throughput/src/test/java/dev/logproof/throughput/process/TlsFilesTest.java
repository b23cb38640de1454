package dev.logproof.throughput.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the trust files hold the endpoint's certificate. */
class TlsFilesTest {
  @Test
  void writesCertificateAsTrustStoreAndPem(@TempDir Path parent) throws Exception {
    Path directory = Files.createDirectory(parent.resolve("with a space"));
    TlsFiles files = TlsFiles.make(directory);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(files.trustStore())) {
      trusted.load(in, TlsFiles.PASSWORD.toCharArray());
    }
    assertThat(trusted.isCertificateEntry("localhost")).isTrue();
    assertThat(files.certificate()).content().startsWith("-----BEGIN CERTIFICATE-----");
  }
}
