package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.config.CredentialsConfig;
import dev.logproof.aggregator.credentials.CredentialsProviders;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests use the credentials, endpoint and proxy of the configuration. */
class StreamAccessTest {
  private static final byte[] ACCEPTED =
      "{\"FailedPutCount\":0,\"RequestResponses\":[{\"RecordId\":\"1\"}]}".getBytes(UTF_8);

  @TempDir Path directory;

  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private final Chunk chunk = Chunks.of(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          signatures.add(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"));
          exchange.sendResponseHeaders(200, ACCEPTED.length);
          exchange.getResponseBody().write(ACCEPTED);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    chunk.release();
  }

  private AwsDeliveryStream connect(CredentialsConfig config, Clock clock) {
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    return AwsDeliveryStream.connect(
        BatchService.FIREHOSE,
        "s",
        new StreamAccess(
            "eu-west-1",
            endpoint,
            "",
            builder ->
                builder.credentialsProvider(
                    CredentialsProviders.of(config, "eu-west-1", Map.of()))),
        new RequestMemory(1 << 20),
        clock);
  }

  @Test
  void signsWithKeysAndTokenOfConfiguration() {
    CredentialsConfig keys =
        new CredentialsConfig.Keys("AKIDCONF", Secret.of("secret"), Secret.of("session"));
    AwsDeliveryStream stream = connect(keys, Clock.systemUTC());
    try {
      assertThat(stream.put(Batches.of(chunk))).isSameAs(PutOutcome.ALL_ACCEPTED);
      assertThat(signatures)
          .singleElement()
          .asString()
          .startsWith("AWS4-HMAC-SHA256 Credential=AKIDCONF/")
          .endsWith(" session");
    } finally {
      stream.close();
    }
  }

  @Test
  void asksFailingProviderAgainForNextRequest() throws IOException {
    Path file = directory.resolve("keys.json");
    CredentialsConfig process = new CredentialsConfig.ProcessOutput("cat " + file);
    AwsDeliveryStream stream = connect(process, Clock.systemUTC());
    try {
      assertThat(stream.put(Batches.of(chunk))).isInstanceOf(Unanswered.class);
      Files.writeString(
          file, "{\"Version\":1,\"AccessKeyId\":\"AKIDPROC\",\"SecretAccessKey\":\"s\"}");
      assertThat(stream.put(Batches.of(chunk))).isSameAs(PutOutcome.ALL_ACCEPTED);
      assertThat(signatures).singleElement().asString().contains("Credential=AKIDPROC/");
    } finally {
      stream.close();
    }
  }

  @Test
  void prefersConfiguredProxyToEnvironment() {
    URI target = URI.create("https://firehose.eu-west-1.amazonaws.com");
    assertThat(new StreamAccess("", "", "http://ann:pw@proxy:3128").proxy(target))
        .hasValue(new HttpsProxy("proxy", 3128, "ann:pw"));
  }
}
