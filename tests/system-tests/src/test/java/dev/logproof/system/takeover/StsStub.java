package dev.logproof.system.takeover;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers AssumeRole with given keys, and keeps the requests. Thread-safe. */
final class StsStub implements AutoCloseable {
  final LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private final String response;

  private StsStub(HttpServer server, String response) {
    this.server = server;
    this.response = response;
  }

  static StsStub start(Map<String, String> keys) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    StsStub stub =
        new StsStub(
            server,
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleResult>
                <Credentials>
                  <AccessKeyId>%s</AccessKeyId>
                  <SecretAccessKey>%s</SecretAccessKey>
                  <SessionToken>token</SessionToken>
                  <Expiration>%s</Expiration>
                </Credentials>
              </AssumeRoleResult>
            </AssumeRoleResponse>
            """
                .formatted(
                    keys.get("AWS_ACCESS_KEY_ID"),
                    keys.get("AWS_SECRET_ACCESS_KEY"),
                    Instant.now().plus(1, ChronoUnit.HOURS)));
    server.createContext("/", stub::answer);
    server.start();
    return stub;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    byte[] body = response.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
