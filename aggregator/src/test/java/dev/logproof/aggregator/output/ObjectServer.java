package dev.logproof.aggregator.output;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** The two calls of S3 that an output makes, with faults for the next requests to write. */
final class ObjectServer implements AutoCloseable {
  final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  final Map<String, String> contentTypes = new ConcurrentHashMap<>();
  final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, String> chunks = new ConcurrentHashMap<>();
  private final HttpServer server;

  /** What happens to one request. */
  enum Fault {
    ERROR_500,
    SLOW_DOWN,
    /** Closes the connection without a response. */
    RESET,
    /** Stores the object and closes the connection without a response. */
    LOST_RESPONSE,
    /** Another task writes the key first. */
    TAKEN
  }

  ObjectServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().replaceFirst("^/bkt/", "");
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("HEAD")) {
      if (chunks.containsKey(key)) {
        exchange.getResponseHeaders().add("x-amz-meta-logproof-chunk", chunks.get(key));
      }
      exchange.sendResponseHeaders(objects.containsKey(key) ? 200 : 404, -1);
      exchange.close();
      return;
    }
    Fault fault = faults.poll();
    if (fault == null) {
      respond(exchange, store(exchange, key, body));
      return;
    }
    switch (fault) {
      case ERROR_500 -> respond(exchange, 500);
      case SLOW_DOWN -> respond(exchange, 503);
      case RESET -> exchange.close();
      case LOST_RESPONSE -> {
        int stored = store(exchange, key, body);
        if (stored == 200) {
          exchange.close();
        }
      }
      case TAKEN -> {
        objects.put(key, new byte[0]);
        respond(exchange, store(exchange, key, body));
      }
    }
  }

  private int store(HttpExchange exchange, String key, byte[] body) {
    boolean onlyNew = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    if (onlyNew && objects.containsKey(key)) {
      return 412;
    }
    objects.put(key, body);
    contentTypes.put(key, exchange.getRequestHeaders().getFirst("Content-Type"));
    String chunk = exchange.getRequestHeaders().getFirst("x-amz-meta-logproof-chunk");
    chunks.put(key, String.valueOf(chunk));
    return 200;
  }

  private static void respond(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
