package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** The calls of S3 that an output makes, with faults for the next requests to write. */
final class ObjectServer implements AutoCloseable {
  final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  final Map<String, Headers> headers = new ConcurrentHashMap<>();

  /** Methods and keys of the customer of all requests. */
  final ConcurrentLinkedQueue<String> ownKeys = new ConcurrentLinkedQueue<>();

  /** The reaction to the next requests to write; requests beyond them are served. */
  final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();

  /** Uploads in parts that are neither complete nor aborted. */
  final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  private final HttpServer server;

  /** The reaction to one request. */
  enum Fault {
    ERROR_500,
    SLOW_DOWN,
    /** Closes the connection without a response. */
    RESET,
    /** Does what is asked and closes the connection without a response. */
    LOST_RESPONSE,
    /** Another task writes the key first. */
    TAKEN,
    /** The request is served. */
    NONE
  }

  /** Headers of an object. */
  record Headers(String contentType, String chunk, String storageClass, String tagging) {
    static Headers of(HttpExchange exchange) {
      return new Headers(
          first(exchange, "Content-Type"),
          first(exchange, "x-amz-meta-logproof-chunk"),
          first(exchange, "x-amz-storage-class"),
          first(exchange, "x-amz-tagging"));
    }

    private static String first(HttpExchange exchange, String name) {
      return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }
  }

  /** The parts of an upload by their numbers. */
  record Upload(Headers headers, Map<Integer, byte[]> parts) {}

  ObjectServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns a client that does not retry. */
  S3Client client() {
    return S3Client.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .region(Region.US_EAST_1)
        .serviceConfiguration(
            S3Configuration.builder()
                .pathStyleAccessEnabled(true)
                .chunkedEncodingEnabled(false)
                .build())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().replaceFirst("^/bkt/", "");
    byte[] body = exchange.getRequestBody().readAllBytes();
    String method = exchange.getRequestMethod();
    ownKeys.add(
        method + " " + Headers.first(exchange, "x-amz-server-side-encryption-customer-key"));
    if (method.equals("HEAD")) {
      if (headers.containsKey(key)) {
        exchange.getResponseHeaders().add("x-amz-meta-logproof-chunk", headers.get(key).chunk());
      }
      respond(exchange, objects.containsKey(key) ? 200 : 404, "");
    } else if (method.equals("DELETE")) {
      respond(exchange, uploads.remove(query(exchange).get("uploadId")) == null ? 404 : 204, "");
    } else {
      write(exchange, key, body);
    }
  }

  private void write(HttpExchange exchange, String key, byte[] body) throws IOException {
    Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
    switch (fault) {
      case NONE -> serve(exchange, key, body);
      case ERROR_500 -> respond(exchange, 500, "");
      case SLOW_DOWN ->
          respond(exchange, 503, "<Error><Code>SlowDown</Code><Message>m</Message></Error>");
      case RESET -> exchange.close();
      case LOST_RESPONSE -> {
        accept(exchange, key, body);
        exchange.close();
      }
      case TAKEN -> {
        objects.put(key, new byte[0]);
        serve(exchange, key, body);
      }
    }
  }

  private void serve(HttpExchange exchange, String key, byte[] body) throws IOException {
    String response = accept(exchange, key, body);
    respond(exchange, response.equals("taken") ? 412 : 200, response);
  }

  /** Returns the body of the response, {@code taken} if another object has the key. */
  private String accept(HttpExchange exchange, String key, byte[] body) {
    Map<String, String> query = query(exchange);
    if (query.containsKey("uploads")) {
      String id = "upload-" + uploads.size() + "-" + System.nanoTime();
      uploads.put(id, new Upload(Headers.of(exchange), new ConcurrentSkipListMap<>()));
      return "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
          .formatted(id);
    } else if (query.containsKey("partNumber")) {
      uploads
          .get(query.get("uploadId"))
          .parts()
          .put(Integer.parseInt(query.get("partNumber")), body);
      exchange.getResponseHeaders().add("ETag", "\"part\"");
      return "";
    }
    boolean onlyNew = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    if (onlyNew && objects.containsKey(key)) {
      return "taken";
    }
    if (query.containsKey("uploadId")) {
      Upload upload = uploads.remove(query.get("uploadId"));
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      upload.parts().values().forEach(whole::writeBytes);
      objects.put(key, whole.toByteArray());
      headers.put(key, upload.headers());
      return "<CompleteMultipartUploadResult><Key>k</Key></CompleteMultipartUploadResult>";
    }
    objects.put(key, body);
    headers.put(key, Headers.of(exchange));
    return "";
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> values = new TreeMap<>();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return values;
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
