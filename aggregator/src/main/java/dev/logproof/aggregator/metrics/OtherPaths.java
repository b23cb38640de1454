package dev.logproof.aggregator.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/**
 * Paths of the metrics address beside {@code /metrics}; lists them in the response to any other
 * path. Called by the threads of the metrics endpoint.
 */
final class OtherPaths implements HttpHandler {
  private static final int NOT_FOUND = 404;

  private final Map<String, HttpHandler> handlers;

  /** Names the paths in the order of {@code handlers}. */
  OtherPaths(Map<String, HttpHandler> handlers) {
    this.handlers = handlers;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    HttpHandler handler = handlers.get(exchange.getRequestURI().getPath());
    if (handler != null) {
      handler.handle(exchange);
      return;
    }
    try (exchange) {
      String paths = String.join(" or ", handlers.keySet());
      byte[] body = ("not found: expected /metrics or " + paths + "\n").getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(NOT_FOUND, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
