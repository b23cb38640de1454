package dev.logproof.localaws.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * HTTP handler of one kind of service: {@code PUT} replaces the plan, {@code DELETE} ends it,
 * {@code GET} returns its counters. Runs on {@link FaultControl}'s threads.
 */
public final class RequestFaultControl implements HttpHandler {
  /** Path for services with streams. */
  public static final String PATH = "/requests";

  /** Path for S3. */
  public static final String S3_PATH = "/s3";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Requests requests;

  /** Controls request faults. */
  public interface Requests {
    /** Applies {@code plan} from now on. */
    void begin(RequestFaultPlan plan) throws IOException;

    /** Ends the active plan. */
    void end() throws IOException;

    /** Returns the counters of the last plan. */
    RequestFaults.Effects report();
  }

  RequestFaultControl(Requests requests) {
    this.requests = requests;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "PUT" -> put(exchange);
        case "DELETE" -> {
          requests.end();
          FaultControl.answer(exchange, 200, report());
        }
        case "GET" -> FaultControl.answer(exchange, 200, report());
        default ->
            FaultControl.answer(exchange, 405, FaultControl.error("expected PUT, GET or DELETE"));
      }
    }
  }

  private void put(HttpExchange exchange) throws IOException {
    try {
      JsonNode body =
          JSON.readTree(exchange.getRequestBody().readNBytes(FaultControl.MAX_BODY_BYTES));
      Map<String, String> values = new HashMap<>();
      body.properties().forEach(field -> values.put(field.getKey(), field.getValue().asText()));
      requests.begin(RequestFaultPlan.of(values));
      FaultControl.answer(exchange, 200, JSON.createObjectNode());
    } catch (IllegalArgumentException | JsonProcessingException e) {
      FaultControl.answer(exchange, 400, FaultControl.error(String.valueOf(e.getMessage())));
    }
  }

  private ObjectNode report() {
    return JSON.valueToTree(requests.report());
  }
}
