package dev.logproof.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logproof.process.CompletedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and certificates that OpenSSL wrote. */
class PemFilesTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Passphrase PASSPHRASE = Passphrase.of("the_setting", "secret");
  private static final Passphrase NONE = Passphrase.none("the_setting");

  @TempDir Path directory;

  @BeforeEach
  void needOpenSsl() throws Exception {
    assumeTrue(shell("openssl version"), "skipped: no openssl");
  }

  private boolean shell(String script) throws IOException, InterruptedException {
    List<String> command = List.of("sh", "-c", "cd \"$0\" && " + script, directory.toString());
    return CompletedCommand.run(LIMIT, command).succeeded();
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
  void readsKeyAndItsCertificate(String make, String algorithm) throws Exception {
    assertThat(shell(make)).isTrue();
    String request =
        "openssl req -x509 -key key -passin pass:secret -subj /CN=localhost -days 9 -text -out crt";
    assertThat(shell(request)).isTrue();
    assertThat(PemFiles.privateKey(directory.resolve("key"), PASSPHRASE).getAlgorithm())
        .isEqualTo(algorithm);
    assertThat(PemFiles.certificates(directory.resolve("crt"))).hasSize(1);
  }

  @Test
  void reportsWrongOrMissingPassphrase() throws Exception {
    assertThat(shell("openssl genrsa -traditional -aes256 -passout pass:other -out key 2048"))
        .isTrue();
    Path key = directory.resolve("key");
    assertThatIOException()
        .isThrownBy(() -> PemFiles.privateKey(key, PASSPHRASE))
        .withMessageContaining("is the_setting right?");
    assertThatIOException()
        .isThrownBy(() -> PemFiles.privateKey(key, NONE))
        .withMessage(key + ": the key is encrypted: set the_setting");
  }

  @Test
  void hidesPassphraseInText() {
    assertThat(PASSPHRASE).hasToString("the_setting (not shown)");
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
    assertThatIOException()
        .isThrownBy(() -> PemFiles.certificates(directory.resolve("absent")))
        .withMessageContaining("absent: no readable file");
  }
}
