package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.metrics.Ledger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;

/** HTTP input on a free loopback port with a recording output, and a client of it. */
final class TestHttpServer implements AutoCloseable {
  static final int MAX_CONNECTIONS = 20;

  final Ledger ledger = new Ledger();
  final RecordingOutput output = new RecordingOutput(ledger);
  final IntakeMemory memory;
  private final Transport transport = new Transport(1);
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  TestHttpServer(int maxBodyBytes, long memoryBytes) {
    memory = new IntakeMemory(memoryBytes);
    server = listen(new HttpServer.HttpLimits(maxBodyBytes, 10_000, 16, MAX_CONNECTIONS));
  }

  private HttpServer listen(HttpServer.HttpLimits limits) {
    try {
      return HttpServer.listen(
          transport,
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          channel -> new HttpInput(TestServer.routes(output), ledger),
          limits,
          memory);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  InetSocketAddress address() {
    return server.address();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.address().getPort() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Runs what the event loop has to do after its last response. */
  void settle() throws InterruptedException, ExecutionException {
    transport.loops().get(0).submit(() -> {}).get();
  }

  @Override
  public void close() {
    transport.close();
  }
}
