package dev.logproof.aggregator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The state of plugins is served as Fluentd's monitor_agent does. */
class MonitorEndpointTest {
  private static HttpResponse<String> get(MonitorEndpoint endpoint, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesPluginsAndProcess() throws Exception {
    List<PluginState> plugins =
        List.of(
            new PluginState("in", "input", "forward", Map.of("port", "1"), () -> 0, () -> 0),
            new PluginState("out", "output", "null", Map.of(), () -> 7, () -> 2));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (MonitorEndpoint endpoint = MonitorEndpoint.serve(plugins, any)) {
      JsonNode told =
          new ObjectMapper().readTree(get(endpoint, "/api/plugins.json").body()).get("plugins");
      assertThat(told.get(0).get("plugin_id").asText()).isEqualTo("in");
      assertThat(told.get(0).get("config").get("port").asText()).isEqualTo("1");
      assertThat(told.get(0).get("output_plugin").asBoolean()).isFalse();
      assertThat(told.get(1).get("buffer_total_queued_size").asInt()).isEqualTo(7);
      assertThat(told.get(1).get("retry_count").asInt()).isEqualTo(2);
      JsonNode process = new ObjectMapper().readTree(get(endpoint, "/api/config.json").body());
      assertThat(process.get("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
      assertThat(get(endpoint, "/other").statusCode()).isEqualTo(404);
    }
  }
}
