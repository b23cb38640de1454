package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
import io.netty.handler.ssl.OpenSsl;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Events go only to trusted services whose host name matches. */
class EncryptedDeliveryTest {
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String ACCEPTED =
      "{\"FailedPutCount\":0,\"RequestResponses\":[{\"RecordId\":\"1\"}]}";

  @TempDir Path directory;

  @AfterEach
  void forget() {
    System.clearProperty(TRUST_STORE);
    System.clearProperty(TRUST_STORE_PASSWORD);
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static X509Bundle certificate(String name) throws Exception {
    return new CertificateBuilder()
        .subject("CN=" + name)
        .addSanDnsName(name)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private void trust(X509Bundle certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setCertificateEntry("root", certificate.getCertificate());
    Path file = directory.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    System.setProperty(TRUST_STORE, file.toString());
    System.setProperty(TRUST_STORE_PASSWORD, new String(PASSWORD));
  }

  private static PutOutcome putTo(X509Bundle certificate) throws Exception {
    System.setProperty("aws.accessKeyId", "AKIDTEST");
    System.setProperty("aws.secretAccessKey", "secret");
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, ACCEPTED.length());
          exchange.getResponseBody().write(ACCEPTED.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    URI endpoint = URI.create("https://localhost:" + server.getAddress().getPort());
    Chunk chunk = Chunks.of(1);
    try (AwsDeliveryStream stream =
        AwsDeliveryStream.connectTo(
            endpoint, "a-stream", "eu-west-1", new RequestMemory(1 << 20), Clock.systemUTC())) {
      stream.put(Batches.of(chunk));
      return stream.put(Batches.of(chunk));
    } finally {
      chunk.release();
      server.stop(0);
    }
  }

  @Test
  void deliversToTrustedService() throws Exception {
    X509Bundle service = certificate("localhost");
    trust(service);
    assertThat(putTo(service)).isSameAs(PutOutcome.ALL_ACCEPTED);
  }

  @Test
  void rejectsServiceWithOtherName() throws Exception {
    X509Bundle service = certificate("elsewhere.example");
    trust(service);
    assertThat(putTo(service)).isInstanceOf(Unanswered.class);
  }

  @Test
  void rejectsUntrustedService() throws Exception {
    trust(certificate("localhost"));
    assertThat(putTo(certificate("localhost"))).isInstanceOf(Unanswered.class);
  }

  /** Other platforms use the JDK's TLS. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void loadsNativeTlsLibraryOnLinux() {
    assertThat(OpenSsl.isAvailable()).as("%s", OpenSsl.unavailabilityCause()).isTrue();
  }
}
