package dev.logproof.aggregator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.aggregator.silence.ResetReport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Paths of the metrics address, over HTTP. */
class MetricsPathsTest {
  private static MetricsEndpoint.Sources sources() {
    return new MetricsEndpoint.Sources(
        new Ledger(),
        () -> 0,
        seconds -> 0,
        new ResetReport(),
        () -> 0,
        () -> 0,
        Map.of("a", () -> 7),
        Map.of("a", () -> 1_250, "b", () -> 0),
        Map.of("a", () -> 0));
  }

  private static HttpResponse<String> get(MetricsEndpoint endpoint, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void showsHowLongOldestEventsWait() throws Exception {
    try (MetricsEndpoint endpoint = MetricsEndpoint.serve(sources(), "127.0.0.1", 0)) {
      HttpResponse<String> response = get(endpoint, "/delivery");
      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode expected =
          new ObjectMapper()
              .readTree("{\"oldest_undelivered_seconds\":1.25,\"outputs\":{\"a\":1.25,\"b\":0.0}}");
      assertThat(new ObjectMapper().readTree(response.body())).isEqualTo(expected);
      assertThat(get(endpoint, "/metrics").body())
          .contains("logproof_oldest_undelivered_seconds{output=\"a\"} 1.25")
          .contains("logproof_buffered_bytes{output=\"a\"} 7.0");
    }
  }

  @Test
  void namesItsPathsForUnknownOnes() throws Exception {
    try (MetricsEndpoint endpoint =
        MetricsEndpoint.serve(sources(), Map.of("/x", exchange -> {}), "127.0.0.1", 0)) {
      HttpResponse<String> response = get(endpoint, "/none");
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("expected /metrics or /delivery or /x");
    }
  }
}
