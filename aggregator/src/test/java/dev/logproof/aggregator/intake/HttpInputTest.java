package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accepts events in the form of the article's health check. */
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
  void answers200ToHealthCheckAndTakesItsEvent() throws Exception {
    HttpResponse<String> answer = send(request("/healthcheck?json=%7B%22n%22%3A+1%7D"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(output.seen()).containsExactly(1);
    assertThat(ledger.accounting().balanced()).isTrue();
  }

  @Test
  void acceptsBodyWithOneOrManyEvents() throws Exception {
    assertThat(
            send(request("/app.log").POST(HttpRequest.BodyPublishers.ofString("{\"n\":1}")))
                .statusCode())
        .isEqualTo(200);
    send(request("/app").POST(HttpRequest.BodyPublishers.ofString("[{\"n\":2},{\"n\":3}]")));
    assertThat(output.seen()).containsExactly(1, 2, 3);
  }

  @Test
  void acceptsEventInFormField() throws Exception {
    send(
        request("/app")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("json=%7B%22n%22%3A4%7D")));
    assertThat(output.seen()).containsExactly(4);
  }

  @ParameterizedTest
  @CsvSource({
    "/?json=%7B%22n%22%3A1%7D, no tag",
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
  void answers413ToBodyAboveLimit() throws Exception {
    HttpRequest.BodyPublisher large = HttpRequest.BodyPublishers.ofString("x".repeat(10_001));
    assertThat(send(request("/app").POST(large)).statusCode()).isEqualTo(413);
  }

  @Test
  void answers503WhenBufferIsFull() throws Exception {
    output.full = true;
    assertThat(send(request("/app?json=%7B%22n%22%3A1%7D")).statusCode()).isEqualTo(503);
    assertThat(ledger.accounting().rejected()).isEqualTo(1);
  }

  private String raw(String text) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: abc\r\n\r\n{}",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"
      })
  void answers400ToBadFramingAndTakesNoEvent(String rest) throws IOException {
    assertThat(raw("POST /app?json=%7B%22n%22%3A1%7D HTTP/1.1\r\nHost: x\r\n" + rest))
        .startsWith("HTTP/1.1 400 ");
    assertThat(output.seen()).isEmpty();
    assertThat(ledger.accounting().received()).isZero();
  }

  /** A lagging event loop can find the outputs closed. */
  @Test
  void answers503WhenTheOutputsAreClosed() throws Exception {
    output.closed = true;
    assertThat(send(request("/app?json=%7B%22n%22%3A1%7D")).statusCode()).isEqualTo(503);
    assertThat(output.seen()).isEmpty();
    assertThat(ledger.rejected(RejectCause.STOPPED)).isEqualTo(1);
    assertThat(ledger.accounting().balanced()).isTrue();
  }

  @Test
  void answers503OnlyToLargeBodyWhenMemoryIsExhausted() throws Exception {
    memory.take((int) MEMORY_BYTES);
    String large = "{\"n\":1,\"x\":\"" + "y".repeat(8_000) + "\"}";
    assertThat(send(request("/app").POST(HttpRequest.BodyPublishers.ofString(large))).statusCode())
        .isEqualTo(503);
    assertThat(send(request("/healthcheck?json=%7B%22n%22%3A+1%7D")).statusCode()).isEqualTo(200);
    memory.giveBack((int) MEMORY_BYTES);
    assertThat(send(request("/app").POST(HttpRequest.BodyPublishers.ofString(large))).statusCode())
        .isEqualTo(200);
    assertThat(output.seen()).containsExactly(1, 1);
    // The response is written before later tasks run.
    transport.loops().get(0).submit(() -> {}).get();
    assertThat(memory.heldBytes()).isZero();
  }
}
