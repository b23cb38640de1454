package dev.logproof.aggregator.access;

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
import org.junit.jupiter.params.provider.ValueSource;

/** A server opens with every key that {@code libs/pem-files} reads, and names its parameter. */
class TlsSettingsTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory;

  @BeforeEach
  void needOpenSsl() throws Exception {
    assumeTrue(openssl("version"), "skipped: no openssl");
  }

  private boolean openssl(String arguments) throws IOException, InterruptedException {
    String script = "cd \"$0\" && openssl " + arguments;
    return CompletedCommand.run(LIMIT, List.of("sh", "-c", script, directory.toString()))
        .succeeded();
  }

  private TlsSettings settings(Secret passphrase) {
    return new TlsSettings(
        directory.resolve("crt"),
        directory.resolve("key"),
        passphrase,
        ClientCertificates.NOT_ASKED,
        List.of("TLSv1.2", "TLSv1.3"),
        List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "genpkey -algorithm rsa -out key",
        "genrsa -traditional -out key 2048",
        "genrsa -traditional -aes256 -passout pass:secret -out key 2048",
        "genrsa -traditional -des3 -passout pass:secret -out key 2048",
        "genpkey -algorithm rsa -aes256 -pass pass:secret -out key",
        "ecparam -name prime256v1 -genkey -out key",
        "ecparam -name secp384r1 -genkey -noout -out key",
        "genpkey -algorithm ec -pkeyopt ec_paramgen_curve:prime256v1 -out key",
        "genpkey -algorithm ed25519 -out key",
        "genpkey -algorithm ed25519 -aes256 -pass pass:secret -out key"
      })
  void opensServerWithKey(String make) throws Exception {
    assertThat(openssl(make)).isTrue();
    assertThat(openssl("req -x509 -key key -passin pass:secret -subj /CN=localhost -text -out crt"))
        .isTrue();
    assertThat(settings(Secret.of("secret")).open().isServer()).isTrue();
  }

  @Test
  void namesParameterOfWrongOrMissingPassphrase() throws Exception {
    assertThat(
            openssl(
                "req -x509 -newkey rsa:2048 -passout pass:other -keyout key -subj /CN=a -out crt"))
        .isTrue();
    assertThatIOException()
        .isThrownBy(() -> settings(Secret.of("secret")).open())
        .withMessageContaining("private_key_passphrase");
    assertThatIOException()
        .isThrownBy(() -> settings(Secret.NONE).open())
        .withMessageContaining("set private_key_passphrase");
  }

  @Test
  void reportsFileWithoutKeyOrCertificate() throws Exception {
    assertThat(openssl("req -x509 -newkey rsa:2048 -nodes -keyout key -subj /CN=a -out crt"))
        .isTrue();
    Files.writeString(directory.resolve("key"), "no key\n");
    assertThatIOException()
        .isThrownBy(() -> settings(Secret.NONE).open())
        .withMessageContaining("no private key in PEM");
    Files.writeString(directory.resolve("crt"), "no certificate\n");
    assertThatIOException()
        .isThrownBy(() -> settings(Secret.NONE).open())
        .withMessageContaining("no certificate in PEM");
  }
}
