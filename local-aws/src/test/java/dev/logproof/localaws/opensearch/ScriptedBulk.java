package dev.logproof.localaws.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A bulk API that responds as a real node does not on demand. Thread-safe. */
final class ScriptedBulk implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Function<ReceivedBulk, ScriptedResponse>> script =
      new ConcurrentLinkedQueue<>();
  private final List<ReceivedBulk> requests = new CopyOnWriteArrayList<>();

  /** The action and document of each pair of lines. */
  record ReceivedBulk(String authorization, List<String> actions, List<String> documents) {}

  /** A response. */
  record ScriptedResponse(int status, String body) {
    static ScriptedResponse items(ReceivedBulk request, Function<Integer, Integer> statusOf) {
      String items =
          IntStream.range(0, request.documents().size())
              .mapToObj(statusOf::apply)
              .map(ScriptedBulk::item)
              .collect(Collectors.joining(","));
      return new ScriptedResponse(200, "{\"errors\":true,\"items\":[" + items + "]}");
    }
  }

  private static String item(int status) {
    String error = status < 300 ? "" : ",\"error\":{\"type\":\"t\",\"reason\":\"r" + status + "\"}";
    return "{\"index\":{\"status\":" + status + error + "}}";
  }

  ScriptedBulk() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Without a script, every document is indexed. */
  ScriptedBulk then(Function<ReceivedBulk, ScriptedResponse> answer) {
    script.add(answer);
    return this;
  }

  List<ReceivedBulk> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      List<String> lines = List.of(body.split("\n"));
      ReceivedBulk request =
          new ReceivedBulk(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              every(lines, 0),
              every(lines, 1));
      requests.add(request);
      Function<ReceivedBulk, ScriptedResponse> next = script.poll();
      ScriptedResponse answer =
          next == null ? ScriptedResponse.items(request, i -> 201) : next.apply(request);
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static List<String> every(List<String> lines, int from) {
    return IntStream.range(0, lines.size())
        .filter(line -> line % 2 == from)
        .mapToObj(lines::get)
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
