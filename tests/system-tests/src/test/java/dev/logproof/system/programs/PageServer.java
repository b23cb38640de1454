package dev.logproof.system.programs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves the files of a directory and remembers what was asked for. */
final class PageServer implements AutoCloseable {
  private final HttpServer server;
  private final Path directory;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private PageServer(HttpServer server, Path directory) {
    this.server = server;
    this.directory = directory;
  }

  static PageServer of(Path directory) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    PageServer pages = new PageServer(HttpServer.create(any, 0), directory);
    pages.server.createContext("/", pages::answer);
    pages.server.start();
    return pages;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      requests.add(name);
      Path file = directory.resolve(name).normalize();
      if (!file.startsWith(directory) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] content = Files.readAllBytes(file);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }
  }

  String address(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
