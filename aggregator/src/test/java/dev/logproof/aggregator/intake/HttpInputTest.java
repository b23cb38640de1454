package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.metrics.Ledger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events by HTTP, as the article's health check sends them. */
class HttpInputTest {
  private static final long MEMORY_BYTES = 100_000;

  private final Transport transport = new Transport(1);
  private final Ledger ledger = new Ledger();
  private final RecordingOutput output = new RecordingOutput(ledger);
  private final IntakeMemory memory = new IntakeMemory(MEMORY_BYTES);
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  HttpInputTest() throws InterruptedException {
    server =
        HttpServer.listen(
            transport,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            channel -> new HttpInput(TestServer.routes(output), ledger),
            new HttpServer.HttpLimits(10_000, 10_000, 16),
            memory);
  }

  @AfterEach
  void close() {
    transport.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.address().getPort() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void theArticlesHealthCheckIsAnEventAndAnswered200() throws Exception {
    HttpResponse<String> answer = send(request("/healthcheck?json=%7B%22n%22%3A+1%7D"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(output.seen()).containsExactly(1);
    assertThat(ledger.accounting().balanced()).isTrue();
  }

  @Test
  void aBodyMayHoldOneEventOrMany() throws Exception {
    assertThat(
            send(request("/app.log").POST(HttpRequest.BodyPublishers.ofString("{\"n\":1}")))
                .statusCode())
        .isEqualTo(200);
    send(request("/app").POST(HttpRequest.BodyPublishers.ofString("[{\"n\":2},{\"n\":3}]")));
    assertThat(output.seen()).containsExactly(1, 2, 3);
  }

  @Test
  void aFormFieldMayHoldIt() throws Exception {
    send(
        request("/app")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("json=%7B%22n%22%3A4%7D")));
    assertThat(output.seen()).containsExactly(4);
  }

  @ParameterizedTest
  @CsvSource({
    "/, no tag",
    "/app, no event",
    "/app?json=%7B, bad request",
    "/app?json=1, JSON object"
  })
  void otherRequestsAreRefusedSayingWhy(String path, String reason) throws Exception {
    HttpResponse<String> answer = send(request(path));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(reason);
    assertThat(ledger.accounting().received()).isZero();
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws Exception {
    HttpRequest.BodyPublisher large = HttpRequest.BodyPublishers.ofString("x".repeat(10_001));
    assertThat(send(request("/app").POST(large)).statusCode()).isEqualTo(413);
  }

  @Test
  void whenTheBufferIsFullTheSenderIsTold() throws Exception {
    output.full = true;
    assertThat(send(request("/app?json=%7B%22n%22%3A1%7D")).statusCode()).isEqualTo(503);
    assertThat(ledger.accounting().rejected()).isEqualTo(1);
  }
}
