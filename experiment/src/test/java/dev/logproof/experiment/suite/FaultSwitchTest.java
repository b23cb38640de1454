package dev.logproof.experiment.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.logproof.experiment.process.StepFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests to the fault interface of local-aws. */
class FaultSwitchTest {
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private HttpServer server;
  private String response = "{}";
  private int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/requests",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(exchange.getRequestMethod() + " " + body);
          byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private FaultSwitch faults() throws StepFailedException {
    return FaultSwitch.of(
        Map.of(
            "LOGPROOF_REQUEST_FAULTS",
            "http://127.0.0.1:" + server.getAddress().getPort() + "/requests"));
  }

  @Test
  void beginsFaultAndSeesItsEffect() throws Exception {
    faults().begin(NamedFault.PARTIAL_1_PERCENT.plan(7));
    assertThat(requests.take())
        .isEqualTo("PUT {\"seed\":7,\"fault\":\"partial\",\"records\":0.01}");
    response =
        "{\"active\":false,\"calls\":9,\"faultyCalls\":0,\"refusedRecords\":4,"
            + "\"ambiguousCalls\":0,\"ambiguousRecords\":0,\"cutConnections\":0}";
    assertThat(faults().end()).isTrue();
    assertThat(requests.take()).isEqualTo("DELETE ");
  }

  @Test
  void seesThatNothingHappened() throws Exception {
    response = "{\"faultyCalls\":0,\"refusedRecords\":0,\"ambiguousCalls\":0,\"cutConnections\":0}";
    assertThat(faults().end()).isFalse();
  }

  @Test
  void failsStepWhenFaultIsRefused() {
    status = 400;
    response = "{\"error\":\"unknown fault\"}";
    assertThatThrownBy(() -> faults().begin("{}"))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("unknown fault");
  }
}
