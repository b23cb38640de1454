package dev.logproof.localaws.athena;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.auth.SignatureException;
import dev.logproof.localaws.auth.SignedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Athena's API: signed JSON 1.1 over HTTP. The JDK's server suffices for a few polls per
 * second. Runs on its own pool.
 */
final class AthenaServer implements AutoCloseable {
  /** A query's text and its JSON envelope. */
  private static final int MAX_BODY_BYTES = 2 << 20;

  private static final int THREADS = 8;
  private static final int TOO_LARGE = 413;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(AthenaServer.class);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final AthenaApi api;
  private final AwsV4Verifier signatures;
  private final Supplier<UUID> requestIds;

  /** A response to send. */
  private record JsonResponse(int status, ObjectNode body) {}

  /** Port 0 selects a free port. */
  AthenaServer(
      InetSocketAddress address, AthenaApi api, AwsV4Verifier signatures, Supplier<UUID> requestIds)
      throws IOException {
    this.api = api;
    this.signatures = signatures;
    this.requestIds = requestIds;
    this.server = HttpServer.create(address, 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonResponse answer = answer(exchange);
      byte[] body = answer.body().toString().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.getResponseHeaders().set("x-amzn-RequestId", requestIds.get().toString());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private JsonResponse answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    try {
      if (body.length > MAX_BODY_BYTES) {
        return new JsonResponse(TOO_LARGE, error(AthenaErrors.invalid("The body is too large.")));
      }
      signatures.check(new Signed(exchange, ByteBuffer.wrap(body)));
      return new JsonResponse(200, api.answer(target(exchange), json(body)));
    } catch (SignatureException e) {
      return error(400, ApiException.caller(e.type(), e.getMessage()));
    } catch (ApiException e) {
      return error(e.status(), e);
    } catch (RuntimeException e) {
      LOG.error("a request failed", e);
      return error(500, AthenaErrors.internal());
    }
  }

  private static String target(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
  }

  private static JsonNode json(byte[] body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw ApiException.caller("SerializationException", e.getOriginalMessage());
    }
  }

  private static JsonResponse error(int status, ApiException error) {
    return new JsonResponse(status, error(error));
  }

  private static ObjectNode error(ApiException error) {
    return JSON.createObjectNode().put("__type", error.type()).put("message", error.getMessage());
  }

  /** Adapts an exchange to signature verification. */
  private record Signed(HttpExchange exchange, ByteBuffer content) implements SignedRequest {
    @Override
    public List<String> header(String name) {
      return Optional.ofNullable(exchange.getRequestHeaders().get(name)).orElse(List.of());
    }

    @Override
    public ByteBuffer[] body() {
      return new ByteBuffer[] {content.duplicate()};
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
