package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.access.AccessRules;
import dev.logproof.aggregator.access.ClientCertificates;
import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.config.ForwardOutput;
import dev.logproof.aggregator.config.OneMatch;
import dev.logproof.aggregator.delivery.ChunkId;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
import dev.logproof.aggregator.forwarding.ForwardTarget;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An output reaches an input with {@code <security>} and TLS, and neither trusts a stranger. */
class ForwardedToInputTest {
  private static final String KEY = "<security>;self_hostname me;shared_key key;</security>";
  private static final String ACKS = "require_ack_response true;ack_response_timeout 20;";
  private static final String TLS = "transport tls;connect_timeout 20;";

  @TempDir Path directory;

  private static ForwardAccess withUser() {
    return new ForwardAccess(
        new AccessRules(
            "server",
            Secret.of("key"),
            true,
            true,
            Map.of("ann", Secret.of("wordpass")),
            List.of()),
        Encryption.NONE,
        new SecureRandom(),
        20_000);
  }

  private static ForwardTarget target(TestServer server, String ofServer, String lines)
      throws IOException {
    return ForwardTarget.open(
        (ForwardOutput)
            OneMatch.output(
                "@type forward;<server>;host 127.0.0.1;port "
                    + server.address().getPort()
                    + ";"
                    + ofServer
                    + ";</server>;"
                    + lines));
  }

  /** Sends event {@code number} of tag {@code a}. */
  private static PutOutcome put(ForwardTarget target, int number) {
    byte[] record = {0, 1, 'a', (byte) 0x92, 7, (byte) 0x81, (byte) 0xa1, 'n', (byte) number};
    Chunk chunk = Chunk.of(UnpooledByteBufAllocator.DEFAULT, List.of(record));
    return target.put(chunk, new ChunkId(7, number), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ACKS, ACKS + "keepalive true;", "compress zstd;", "compress gzip;"})
  void authenticatesByKeyAndUser(String lines) throws Exception {
    try (TestServer server = new TestServer(true, withUser());
        ForwardTarget target = target(server, "username ann;password wordpass", lines + KEY)) {
      assertThat(put(target, 1)).isEqualTo(PutOutcome.ALL_ACCEPTED);
      assertThat(put(target, 2)).isEqualTo(PutOutcome.ALL_ACCEPTED);
      assertThat(server.output.numbers.take()).isEqualTo(1);
      assertThat(server.output.numbers.take()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "username ann;password guess, username/password mismatch",
    "username ann;password wordpass;shared_key guess, shared_key mismatch"
  })
  void reportsRefusedHandshake(String ofServer, String reason) throws Exception {
    try (TestServer server = new TestServer(true, withUser());
        ForwardTarget target = target(server, ofServer, KEY)) {
      assertThat(((Unanswered) put(target, 1)).reason()).contains(reason);
      assertThat(server.output.seen()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ACKS})
  void keepsChunkThatServerWantsHandshakeFor(String lines) throws Exception {
    try (TestServer server = new TestServer(true, withUser());
        ForwardTarget target = target(server, "", lines)) {
      assertThat(put(target, 1)).isInstanceOf(Unanswered.class);
      assertThat(server.output.seen()).isEmpty();
    }
  }

  @Test
  void failsWhenServerOffersNoHandshake() throws Exception {
    try (TestServer server = new TestServer(true);
        ForwardTarget target = target(server, "", "hard_timeout 0.2;" + KEY)) {
      assertThat(((Unanswered) put(target, 1)).reason()).contains("no HELO", "within 200 ms");
    }
  }

  @Test
  @Timeout(60)
  void opensAnotherConnectionAfterIdleTime() throws Exception {
    try (TestServer server = new TestServer(true);
        ForwardTarget target = target(server, "", ACKS + "keepalive true;keepalive_timeout 0")) {
      assertThat(put(target, 1)).isEqualTo(PutOutcome.ALL_ACCEPTED);
      assertThat(put(target, 2)).isEqualTo(PutOutcome.ALL_ACCEPTED);
      // The server counts a frame after it has acknowledged it.
      while (server.ledger.accounting().received() < 2) {
        Thread.onSpinWait();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "name localhost, tls_cert_path %1$s",
    "name localhost, tls_ca_cert_path %1$s;" + ACKS,
    "'', tls_cert_path %1$s;tls_verify_hostname false",
    "'', tls_insecure_mode true",
    "name localhost, 'tls_cert_path [\"%1$s\"];tls_version TLSv1_2;tls_ciphers ECDHE+AESGCM'",
  })
  void sendsOverTls(String ofServer, String trust) throws Exception {
    TestTls tls = TestTls.in(directory);
    try (TestServer server = new TestServer(true, tls.access(ClientCertificates.NOT_ASKED));
        ForwardTarget target = target(server, ofServer, TLS + trust.formatted(tls.authority()))) {
      assertThat(put(target, 1)).isEqualTo(PutOutcome.ALL_ACCEPTED);
      assertThat(server.output.numbers.take()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "name localhost, '', unable to find valid certification path",
    "name other, tls_cert_path %1$s, No name matching other",
    "'', tls_cert_path %1$s, No subject alternative names"
  })
  void rejectsServerOfOtherCertificate(String ofServer, String trust, String reason)
      throws Exception {
    TestTls tls = TestTls.in(directory);
    try (TestServer server = new TestServer(true, tls.access(ClientCertificates.NOT_ASKED));
        ForwardTarget target = target(server, ofServer, TLS + trust.formatted(tls.authority()))) {
      assertThat(((Unanswered) put(target, 1)).reason()).contains(reason);
      assertThat(server.output.seen()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void presentsClientCertificateWithKeyInPem(boolean own) throws Exception {
    TestTls tls = TestTls.in(directory);
    ForwardAccess access = tls.access(new ClientCertificates.SignedBy(tls.authority()));
    String files =
        "tls_client_cert_path %1$s/server.pem;tls_client_private_key_path %1$s/server.key;"
            .formatted(directory);
    try (TestServer server = new TestServer(true, access);
        ForwardTarget target =
            target(server, "", TLS + "tls_insecure_mode true;" + ACKS + (own ? files : ""))) {
      PutOutcome outcome = put(target, 1);
      assertThat(outcome.equals(PutOutcome.ALL_ACCEPTED)).as("%s", outcome).isEqualTo(own);
      assertThat(server.output.seen()).hasSize(own ? 1 : 0);
    }
  }

  @Test
  void failsStartWhenServerCannotBeReached() throws Exception {
    TestServer server = new TestServer(true, withUser());
    String verifying = "verify_connection_at_startup true;" + KEY;
    target(server, "username ann;password wordpass", verifying).close();
    assertThatThrownBy(() -> target(server, "", verifying))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("verify_connection_at_startup", "mismatch");
    server.close();
  }

  @Test
  void namesUnreadableCertificate() throws Exception {
    try (TestServer server = new TestServer(true, ForwardAccess.OPEN)) {
      assertThatThrownBy(() -> target(server, "", TLS + "tls_cert_path /absent.pem"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/absent.pem: no readable file there");
    }
  }
}
