package dev.logproof.verify.cli;

import dev.logproof.process.ChildProcess;
import dev.logproof.process.ChildProcessBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** An OpenSearch node in its own process. Confined to the test's thread. */
public final class RealOpenSearch implements AutoCloseable {
  private static final Path MODULE =
      Path.of("..", "addons", "opensearch-node", "target").toAbsolutePath();

  private final ChildProcess process;
  private final URI endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  private RealOpenSearch(ChildProcess process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts a node; takes a few seconds. */
  public static RealOpenSearch start(Path directory) throws IOException {
    ChildProcess process =
        ChildProcessBuilder.of(
                "opensearch-node",
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx400m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    MODULE.resolve("classes") + ":" + MODULE.resolve("lib") + "/*",
                    "dev.logproof.opensearchnode.OpenSearchNodeCommand",
                    "--dir",
                    directory.toString()))
            .start();
    BufferedReader out = process.process().inputReader();
    String line = String.valueOf(out.readLine());
    if (!line.startsWith("ready ")) {
      process.kill();
      throw new AssertionError("the node does not start: " + line + "; is it built (package)?");
    }
    return new RealOpenSearch(process, URI.create(line.substring("ready ".length())));
  }

  /** URL of the node's API. */
  public URI endpoint() {
    return endpoint;
  }

  /** Creates an index. */
  public void createIndex(String name, int shards) throws IOException, InterruptedException {
    String settings = "{\"number_of_shards\":" + shards + ",\"number_of_replicas\":0}";
    call("PUT", "/" + name, "{\"settings\":" + settings + "}");
  }

  /** Indexes documents with these {@code log} fields, searchable at once. */
  public void index(String index, List<String> logs) throws IOException, InterruptedException {
    String lines =
        logs.stream()
            .map(log -> "{\"index\":{}}\n{\"log\":\"" + log + "\",\"other\":1}\n")
            .collect(Collectors.joining());
    call("POST", "/" + index + "/_bulk?refresh=true", lines);
  }

  /** Like {@link #index}, with the ids {@code 0, 1, ...}. */
  public void indexById(String index, List<String> logs) throws IOException, InterruptedException {
    String lines =
        LongStream.range(0, logs.size())
            .mapToObj(
                id ->
                    "{\"index\":{\"_id\":\"%d\"}}\n{\"log\":\"%s\"}\n"
                        .formatted(id, logs.get((int) id)))
            .collect(Collectors.joining());
    call("POST", "/" + index + "/_bulk?refresh=true", lines);
  }

  /** Calls the API; an error fails the test. */
  public String call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2 || answer.body().contains("\"errors\":true")) {
      throw new AssertionError(method + " " + path + ": " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    process.kill();
  }
}
