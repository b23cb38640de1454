package dev.logproof.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running OpenSearch node. */
public final class SearchNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningProgram program;
  private final URI endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  private SearchNode(RunningProgram program, URI endpoint) {
    this.program = program;
    this.endpoint = endpoint;
  }

  public static SearchNode start(Path directory, String... settings)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    for (String setting : settings) {
      arguments.addAll(List.of("--setting", setting));
    }
    RunningProgram program =
        RunningProgram.start(
            directory, Map.of(), "opensearch-node", arguments.toArray(String[]::new));
    String address = program.awaitLine("^ready (\\S+)$", Duration.ofSeconds(90)).group(1);
    return new SearchNode(program, URI.create(address));
  }

  public String endpoint() {
    return endpoint.toString();
  }

  /** Calls the API; an error response fails the test. */
  public JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            JsonRequest.of(method, endpoint.resolve(path), body),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(method + " " + path + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** At most {@code count} documents that match {@code query}. */
  public JsonNode search(String index, int count, String query)
      throws IOException, InterruptedException {
    call("POST", "/" + index + "/_refresh", "");
    String body = "{\"size\":" + count + ",\"track_total_hits\":true,\"query\":" + query + "}";
    return call("POST", "/" + index + "/_search", body).path("hits");
  }

  @Override
  public void close() {
    program.close();
  }
}
