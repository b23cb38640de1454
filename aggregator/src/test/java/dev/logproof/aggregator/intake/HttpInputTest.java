package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.metrics.RejectCause;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accepts events in the form of the article's health check. */
class HttpInputTest {
  private static final long MEMORY_BYTES = 100_000;

  @AutoClose private final TestHttpServer server = new TestHttpServer(10_000, MEMORY_BYTES);

  private HttpResponse<String> get(String path) throws Exception {
    return server.send(server.request(path));
  }

  @Test
  void answers200ToHealthCheckAndTakesItsEvent() throws Exception {
    HttpResponse<String> answer = get("/healthcheck?json=%7B%22n%22%3A+1%7D");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(server.output.seen()).containsExactly(1);
    assertThat(server.ledger.accounting().balanced()).isTrue();
  }

  @Test
  void acceptsBodyWithOneOrManyEvents() throws Exception {
    assertThat(server.post("/app.log", "{\"n\":1}").statusCode()).isEqualTo(200);
    server.post("/app", "[{\"n\":2},{\"n\":3}]");
    assertThat(server.output.seen()).containsExactly(1, 2, 3);
  }

  @Test
  void acceptsEventInFormField() throws Exception {
    server.send(
        server
            .request("/app")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("json=%7B%22n%22%3A4%7D")));
    assertThat(server.output.seen()).containsExactly(4);
  }

  @ParameterizedTest
  @CsvSource({
    "/?json=%7B%22n%22%3A1%7D, no tag",
    "/app?json=%7B, bad request",
    "/app?json=1, JSON object"
  })
  void refusesOtherRequestsWithReason(String path, String reason) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(reason);
    assertThat(server.ledger.accounting().received()).isZero();
  }

  @Test
  void answers413ToBodyAboveLimit() throws Exception {
    assertThat(server.post("/app", "x".repeat(10_001)).statusCode()).isEqualTo(413);
  }

  @Test
  void answers503WhenBufferIsFull() throws Exception {
    server.output.full = true;
    assertThat(get("/app?json=%7B%22n%22%3A1%7D").statusCode()).isEqualTo(503);
    assertThat(server.ledger.accounting().rejected()).isEqualTo(1);
  }

  private String raw(String text) throws IOException {
    try (Socket socket = connectedSocket()) {
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
    assertThat(server.output.seen()).isEmpty();
    assertThat(server.ledger.accounting().received()).isZero();
  }

  /** A lagging event loop can find the outputs closed. */
  @Test
  void answers503WhenTheOutputsAreClosed() throws Exception {
    server.output.closed = true;
    assertThat(get("/app?json=%7B%22n%22%3A1%7D").statusCode()).isEqualTo(503);
    assertThat(server.output.seen()).isEmpty();
    assertThat(server.ledger.rejected(RejectCause.STOPPED)).isEqualTo(1);
    assertThat(server.ledger.accounting().balanced()).isTrue();
  }

  @Test
  void answers503OnlyToLargeBodyWhenMemoryIsExhausted() throws Exception {
    server.memory.take((int) MEMORY_BYTES);
    String large = "{\"n\":1,\"x\":\"" + "y".repeat(8_000) + "\"}";
    assertThat(server.post("/app", large).statusCode()).isEqualTo(503);
    assertThat(get("/healthcheck?json=%7B%22n%22%3A+1%7D").statusCode()).isEqualTo(200);
    server.memory.giveBack((int) MEMORY_BYTES);
    assertThat(server.post("/app", large).statusCode()).isEqualTo(200);
    assertThat(server.output.seen()).containsExactly(1, 1);
    // The response is written before later tasks run.
    server.settle();
    assertThat(server.memory.heldBytes()).isZero();
  }

  @Test
  void closesConnectionsAboveLimitAndServesTheOthers() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < TestHttpServer.MAX_CONNECTIONS; i++) {
        sockets.add(connectedSocket());
        assertThat(firstByteOfHealthCheck(sockets.get(i))).isEqualTo('H');
      }
      try (Socket refused = connectedSocket()) {
        assertThat(refused.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(firstByteOfHealthCheck(sockets.get(0))).isEqualTo('H');
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private Socket connectedSocket() throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Reads the whole answer, so that the connection can be asked again. */
  private static int firstByteOfHealthCheck(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET /healthcheck HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return next;
      }
      head.append((char) next);
    }
    return head.charAt(0);
  }
}
