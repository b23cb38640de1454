package dev.logproof.localaws.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * HTTP API for fault injection: {@code PUT /streams/NAME} for record faults, {@code GET} for
 * counters and affected records, {@code /requests} and {@code /s3} for request faults.
 * Unauthenticated. Runs on its own threads.
 */
public final class FaultControl implements AutoCloseable {
  private static final String PATH = "/streams/";
  static final int MAX_BODY_BYTES = 64 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final Streams streams;

  /** Controls record faults. */
  public interface Streams {
    /** Injects {@code plan}; creates the stream if absent. */
    void inject(String name, FaultPlan plan);

    /** Returns a stream's state; empty if absent. */
    Optional<Report> report(String name);
  }

  /** Copies accepted for storage, delivered to S3, and pending. */
  public record Report(
      long accepted,
      long delivered,
      long pending,
      List<byte[]> lost,
      List<byte[]> duplicated,
      List<byte[]> corrupted,
      List<byte[]> late) {}

  /** Listens on {@code address}. */
  public FaultControl(
      InetSocketAddress address,
      Streams streams,
      RequestFaultControl.Requests requests,
      RequestFaultControl.Requests s3)
      throws IOException {
    this.streams = streams;
    this.server = HttpServer.create(address, 0);
    server.createContext(PATH, this::handle);
    server.createContext(RequestFaultControl.PATH, new RequestFaultControl(requests));
    server.createContext(RequestFaultControl.S3_PATH, new RequestFaultControl(s3));
    server.setExecutor(threads);
    server.start();
  }

  /** Listening port. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(PATH.length());
      switch (exchange.getRequestMethod()) {
        case "PUT" -> put(exchange, name);
        case "GET" -> get(exchange, name);
        default -> answer(exchange, 405, error("expected PUT or GET"));
      }
    }
  }

  private void put(HttpExchange exchange, String name) throws IOException {
    try {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES));
      streams.inject(name, plan(body));
      answer(exchange, 200, JSON.createObjectNode());
    } catch (IllegalArgumentException | com.fasterxml.jackson.core.JacksonException e) {
      answer(exchange, 400, error(String.valueOf(e.getMessage())));
    }
  }

  private static FaultPlan plan(JsonNode body) {
    return new FaultPlan(
        body.path("seed").asLong(),
        body.path("among").asInt(),
        body.path("lose").asInt(),
        body.path("duplicate").asInt(),
        body.path("corrupt").asInt(),
        body.path("late").asInt(),
        body.path("lateMillis").asLong(),
        body.path("reorder").asBoolean(),
        body.path("within").asText(""));
  }

  private void get(HttpExchange exchange, String name) throws IOException {
    Optional<Report> report = streams.report(name);
    if (report.isEmpty()) {
      answer(exchange, 404, error("there is no stream " + name));
      return;
    }
    Report found = report.get();
    ObjectNode json = JSON.createObjectNode();
    json.put("accepted", found.accepted());
    json.put("delivered", found.delivered());
    json.put("pending", found.pending());
    records(json.putArray("lost"), found.lost());
    records(json.putArray("duplicated"), found.duplicated());
    records(json.putArray("corrupted"), found.corrupted());
    records(json.putArray("late"), found.late());
    answer(exchange, 200, json);
  }

  private static void records(ArrayNode array, List<byte[]> records) {
    records.forEach(record -> array.add(new String(record, ISO_8859_1)));
  }

  static ObjectNode error(String message) {
    return JSON.createObjectNode().put("message", message);
  }

  static void answer(HttpExchange exchange, int status, ObjectNode json) throws IOException {
    byte[] body = json.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
