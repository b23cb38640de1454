package dev.logproof.aggregator.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * {@code GET /delivery} on the metrics address: how long the oldest undelivered events have waited,
 * as JSON. Always answers 200, so that no health check ends a task that holds events. Called by the
 * threads of the metrics endpoint.
 */
public final class DeliveryHandler implements HttpHandler {
  /** The path that is answered. */
  public static final String PATH = "/delivery";

  private static final JsonFactory JSON = new JsonFactory();
  private static final double MILLIS = 1e3;
  private static final int OK = 200;

  private final Map<String, LongSupplier> oldestMillis;

  /** Answers with the ages of {@code oldestMillis}, by output id. */
  public DeliveryHandler(Map<String, LongSupplier> oldestMillis) {
    this.oldestMillis = Map.copyOf(oldestMillis);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(OK, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String body() throws IOException {
    StringWriter text = new StringWriter();
    double oldest = 0;
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("outputs");
      for (String output : oldestMillis.keySet().stream().sorted().toList()) {
        double seconds = oldestMillis.get(output).getAsLong() / MILLIS;
        oldest = Math.max(oldest, seconds);
        json.writeNumberField(output, seconds);
      }
      json.writeEndObject();
      json.writeNumberField("oldest_undelivered_seconds", oldest);
      json.writeEndObject();
    }
    return text + "\n";
  }
}
