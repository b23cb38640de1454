package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.ForwardOutput.Server;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code <match>} of type forward. Stateless. */
final class ForwardSection {
  private static final int MAX_SERVERS = 256;
  private static final long DAY_MILLIS = 86_400_000;
  private static final String ON_FAILURE =
      "a server that fails is tried again after recover_wait, without heartbeats";
  private static final String NO_TLS =
      "connections to servers are not encrypted: use a tunnel, or keep Fluentd for this output";
  private static final Refusal NO_SECURITY =
      new Refusal(
          Remedy.ELSEWHERE, "there is no handshake with servers: keep Fluentd for this output");

  private ForwardSection() {}

  static ForwardOutput read(PluginSection plugin, ReadLog log) {
    SectionReader reader = plugin.reader();
    List<Server> servers = new ArrayList<>();
    for (Section section : reader.sections("server")) {
      log.attempt(() -> server(section, reader)).ifPresent(servers::add);
    }
    if (servers.isEmpty() || servers.size() > MAX_SERVERS) {
      reader.report(Remedy.CORRECT, "expected 1 to " + MAX_SERVERS + " <server> sections");
    } else if (servers.stream().allMatch(server -> server.weight() == 0)) {
      reader.report(Remedy.CORRECT, "the weight of every <server> is 0");
    }
    boolean acks = reader.flag("require_ack_response", false);
    long ackTimeoutMillis = reader.millis("ack_response_timeout", 190_000, 1, DAY_MILLIS);
    failures(reader);
    reader.only("transport", "tcp", NO_TLS);
    boolean gzip =
        reader.choice("compress", false, BufferSection.choices("text", false, "gzip", true));
    BufferConfig buffer = BufferSection.read(plugin, log, "tag", 0);
    if (!buffer.keys().tag()) {
      reader.report(Remedy.CORRECT, "the chunk keys have no tag: write <buffer tag>");
    }
    ForwardOutput output =
        new ForwardOutput(
            plugin.id(),
            servers,
            acks ? ackTimeoutMillis : 0,
            reader.millis("connect_timeout", 60_000, 1, DAY_MILLIS),
            reader.millis("send_timeout", 60_000, 1, DAY_MILLIS),
            reader.millis("recover_wait", 10_000, 0, DAY_MILLIS),
            reader.flag("keepalive", false),
            gzip,
            reader.flag("time_as_integer", false),
            buffer);
    Map<String, Refusal> refused = new HashMap<>(UnsupportedParameters.MATCH_SECTIONS);
    refused.put("security", NO_SECURITY);
    refused.put(
        "service_discovery", new Refusal(Remedy.REWRITE, "write a <server> for each of them"));
    reader.finish(refused, "<server>, <buffer>, <secondary>");
    return output;
  }

  private static void failures(SectionReader reader) {
    for (String name :
        List.of(
            "heartbeat_type",
            "heartbeat_interval",
            "hard_timeout",
            "phi_failure_detector",
            "phi_threshold")) {
      reader.explain(name, ON_FAILURE);
    }
    reader.explain("expire_dns_cache", "names are resolved for each connection");
    reader.explain("dns_round_robin", "names are resolved for each connection");
    reader.explain("ignore_network_errors_at_startup", "servers are not contacted at the start");
    reader.only("verify_connection_at_startup", "false", "servers are not contacted at the start");
    reader.explain("keepalive_timeout", "a connection is used until its server closes it");
  }

  private static Server server(Section section, SectionReader match) {
    SectionReader reader =
        new SectionReader(
            section, "<server> of " + match.shown(), match.title() + " <server>", match.log());
    String host = reader.required("host", "missing", ForwardSection::host);
    int port = reader.integer("port", 24_224, 1, 65_535);
    String name = reader.optional("name", "host and port", text -> text).orElse(host + ":" + port);
    Server server =
        new Server(
            name,
            host,
            port,
            reader.integer("weight", 60, 0, 10_000),
            reader.flag("standby", false));
    reader.refuse(
        Map.of("shared_key", NO_SECURITY, "username", NO_SECURITY, "password", NO_SECURITY));
    reader.finish(Map.of(), "none");
    return server;
  }

  private static String host(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("expected a name or address of a host");
    }
    return text.strip();
  }
}
