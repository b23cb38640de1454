package dev.logproof.opensearchnode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.transport.TransportAddress;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.transport.Netty4Plugin;

/**
 * A single-node cluster without the security plugin: any client that reaches the loopback port has
 * full access. Started and closed by one thread.
 */
final class LoopbackNode extends Node {
  private static final Map<String, String> BASICS =
      Map.of(
          "cluster.name", "logproof",
          "node.name", "only",
          "discovery.type", "single-node",
          "network.host", "127.0.0.1",
          "transport.type", "netty4",
          "http.type", "netty4",
          // Avoids read-only indices on a nearly full disk.
          "cluster.routing.allocation.disk.threshold_enabled", "false");

  private LoopbackNode(Environment environment) {
    super(environment, List.of(Netty4Plugin.class), false);
  }

  /**
   * Starts a node.
   *
   * @param port 0 selects a free port
   * @param more settings named as in opensearch.yml
   */
  static LoopbackNode start(Path home, int port, Map<String, String> more)
      throws NodeValidationException, IOException {
    Settings.Builder settings = Settings.builder();
    BASICS.forEach(settings::put);
    more.forEach(settings::put);
    settings.put("path.home", home.toString()).put("http.port", port);
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            settings.build(), Map.of(), home.resolve("config"), () -> "only");
    LoopbackNode node = new LoopbackNode(environment);
    try {
      node.start();
    } catch (RuntimeException | NodeValidationException e) {
      node.close();
      throw e;
    }
    return node;
  }

  URI address() {
    TransportAddress bound =
        injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    return URI.create("http://" + bound.getAddress() + ":" + bound.getPort());
  }
}
