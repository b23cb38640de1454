package dev.logproof.aggregator.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests to end connections, over HTTP. */
class ShedHandlerTest {
  private final List<Double> shares = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", new ShedHandler(shares::add));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int status(String method, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void passesRequestedShareOn() throws Exception {
    assertThat(status("POST", ShedHandler.PATH + "?share=0.3")).isEqualTo(202);
    assertThat(status("POST", ShedHandler.PATH + "?share=1")).isEqualTo(202);
    assertThat(shares).containsExactly(0.3, 1.0);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/connections/shed, 400",
    "POST, /api/connections/shed?share=0, 400",
    "POST, /api/connections/shed?share=1.01, 400",
    "POST, /api/connections/shed?share=a, 400",
    "GET, /api/connections/shed?share=0.3, 405",
    "POST, /api/connections, 404"
  })
  void refusesEverythingElse(String method, String path, int status) throws Exception {
    assertThat(status(method, path)).isEqualTo(status);
    assertThat(shares).isEmpty();
  }
}
