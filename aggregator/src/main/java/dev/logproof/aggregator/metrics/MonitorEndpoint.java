package dev.logproof.aggregator.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code <source> @type monitor_agent}: {@code /api/plugins.json} and {@code /api/config.json} as
 * Fluentd serves them, with the members that have a meaning here. Runs on its own thread.
 */
public final class MonitorEndpoint implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int BACKLOG = 16;

  private final HttpServer server;
  private final List<PluginState> plugins;

  private MonitorEndpoint(HttpServer server, List<PluginState> plugins) {
    this.server = server;
    this.plugins = List.copyOf(plugins);
  }

  /**
   * Serves the state of plugins.
   *
   * @throws IOException when the port cannot be bound
   */
  public static MonitorEndpoint serve(List<PluginState> plugins, InetSocketAddress address)
      throws IOException {
    MonitorEndpoint endpoint = new MonitorEndpoint(HttpServer.create(address, BACKLOG), plugins);
    endpoint.server.createContext("/", endpoint::respond);
    endpoint.server.start();
    return endpoint;
  }

  /** Returns the bound port. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body =
          switch (exchange.getRequestURI().getPath()) {
            case "/api/plugins.json" -> write(this::plugins);
            case "/api/config.json" -> write(MonitorEndpoint::process);
            default -> "";
          };
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, body.isEmpty() ? -1 : bytes.length);
      if (!body.isEmpty()) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(bytes);
        }
      }
    }
  }

  /** Writes the members of an object. */
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static String write(Members members) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      object(json, members);
    }
    return text.toString();
  }

  private static void object(JsonGenerator json, Members members) throws IOException {
    json.writeStartObject();
    members.write(json);
    json.writeEndObject();
  }

  private static void process(JsonGenerator json) throws IOException {
    json.writeNumberField("pid", ProcessHandle.current().pid());
    long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    json.writeNumberField("ppid", parent);
  }

  private void plugins(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("plugins");
    for (PluginState plugin : plugins) {
      object(json, members -> plugin(members, plugin));
    }
    json.writeEndArray();
  }

  private static void plugin(JsonGenerator json, PluginState plugin) throws IOException {
    json.writeStringField("plugin_id", plugin.id());
    json.writeStringField("plugin_category", plugin.category());
    json.writeStringField("type", plugin.type());
    json.writeObjectFieldStart("config");
    for (Map.Entry<String, String> setting : new TreeMap<>(plugin.config()).entrySet()) {
      json.writeStringField(setting.getKey(), setting.getValue());
    }
    json.writeEndObject();
    json.writeBooleanField("output_plugin", plugin.isOutput());
    if (plugin.isOutput()) {
      json.writeNumberField("buffer_total_queued_size", plugin.heldBytes().getAsLong());
      json.writeNumberField("retry_count", plugin.retries().getAsLong());
    } else {
      json.writeNullField("retry_count");
    }
  }
}
