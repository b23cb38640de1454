package dev.logproof.aggregator.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logproof.pem.Passphrase;
import dev.logproof.pem.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Private keys are read in OpenSSL's formats. */
class PemFilesTest {
  private static final Passphrase PASSPHRASE = Passphrase.of("private_key_passphrase", "secret");
  private static final Passphrase NONE = Passphrase.none("private_key_passphrase");

  @TempDir Path directory;

  @BeforeEach
  void needOpenSsl() throws Exception {
    assumeTrue(shell("openssl version") == 0, "skipped: no openssl");
  }

  private int shell(String script) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", script)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openssl genpkey -algorithm rsa -out key|RSA",
        "openssl genrsa -traditional -out key 2048|RSA",
        "openssl genrsa -traditional -aes256 -passout pass:secret -out key 2048|RSA",
        "openssl genrsa -traditional -des3 -passout pass:secret -out key 2048|RSA",
        "openssl genpkey -algorithm rsa -aes256 -pass pass:secret -out key|RSA",
        "openssl ecparam -name prime256v1 -genkey -out key|EC",
        "openssl ecparam -name secp384r1 -genkey -noout -out key|EC",
        "openssl genpkey -algorithm ec -pkeyopt ec_paramgen_curve:prime256v1 -out key|EC",
        "openssl genpkey -algorithm ed25519 -out key|EdDSA",
        "openssl genpkey -algorithm ed25519 -aes256 -pass pass:secret -out key|EdDSA"
      })
  void readsKeysAndOpensAServerWithThem(String make, String algorithm) throws Exception {
    assertThat(shell(make)).isZero();
    String request =
        "openssl req -x509 -key key -passin pass:secret -subj /CN=localhost -days 9 -text -out crt";
    assertThat(shell(request)).isZero();
    Path key = directory.resolve("key");
    assertThat(PemFiles.privateKey(key, PASSPHRASE).getAlgorithm()).isEqualTo(algorithm);
    TlsSettings settings =
        new TlsSettings(
            directory.resolve("crt"),
            key,
            Secret.of("secret"),
            ClientCertificates.NOT_ASKED,
            List.of("TLSv1.2", "TLSv1.3"),
            List.of());
    assertThat(settings.open().isServer()).isTrue();
  }

  @Test
  void reportsWrongOrMissingPassphrase() throws Exception {
    assertThat(shell("openssl genrsa -traditional -aes256 -passout pass:other -out key 2048"))
        .isZero();
    Path key = directory.resolve("key");
    assertThatIOException()
        .isThrownBy(() -> PemFiles.privateKey(key, PASSPHRASE))
        .withMessageContaining("private_key_passphrase");
    assertThatIOException()
        .isThrownBy(() -> PemFiles.privateKey(key, NONE))
        .withMessageContaining("set private_key_passphrase");
  }

  @Test
  void reportsFileWithoutKeyOrCertificate() throws Exception {
    Path empty = Files.writeString(directory.resolve("key"), "no key\n");
    assertThatIOException()
        .isThrownBy(() -> PemFiles.privateKey(empty, NONE))
        .withMessageContaining("no private key in PEM");
    assertThatIOException()
        .isThrownBy(() -> PemFiles.certificates(empty))
        .withMessageContaining("no certificate in PEM");
  }
}
