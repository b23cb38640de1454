package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.ForwardOutput.Server;
import dev.logproof.aggregator.config.ForwardOutput.Timeouts;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code <match>} of type forward. Stateless. */
final class ForwardSection {
  private static final int MAX_SERVERS = 256;
  private static final long DAY_MILLIS = 86_400_000;
  private static final String ON_FAILURE =
      "a server that fails is tried again after recover_wait, without heartbeats";
  private static final String WHEN_CONNECTED = "names are resolved for each connection";
  private static final String ONLY_WINDOWS = "Fluentd reads it on Windows only";

  private ForwardSection() {}

  static ForwardOutput read(PluginSection plugin, ReadLog log) {
    SectionReader reader = plugin.reader();
    LoginReader logins = LoginReader.of(reader);
    List<Server> servers = new ArrayList<>();
    for (Section section : reader.sections("server")) {
      log.attempt(() -> server(section, reader, logins)).ifPresent(servers::add);
    }
    for (Section section : reader.sections("service_discovery")) {
      servers.addAll(discovered(section, reader, logins));
    }
    if (servers.isEmpty() || servers.size() > MAX_SERVERS) {
      reader.report(Remedy.CORRECT, "expected 1 to " + MAX_SERVERS + " <server> sections");
    } else if (servers.stream().allMatch(server -> server.weight() == 0)) {
      reader.report(Remedy.CORRECT, "the weight of every <server> is 0");
    }
    ForwardOutput.Connections connections = connections(reader);
    withoutEffect(reader);
    Map<String, Compression> compressions = new LinkedHashMap<>();
    compressions.put("text", Compression.TEXT);
    compressions.put("gzip", Compression.GZIP);
    compressions.put("zstd", Compression.ZSTD);
    Compression compression = reader.choice("compress", Compression.TEXT, compressions);
    BufferConfig buffer = BufferSection.read(plugin, log, "tag", 0);
    if (!buffer.keys().tag()) {
      reader.report(Remedy.CORRECT, "the chunk keys have no tag: write <buffer tag>");
    }
    ForwardOutput output =
        new ForwardOutput(
            plugin.id(),
            servers,
            connections,
            new ForwardOutput.Content(compression, reader.flag("time_as_integer", false)),
            buffer);
    plugin.withoutEffect("format", "inject");
    reader.finish(
        UnsupportedParameters.MATCH_SECTIONS,
        "<server>, <service_discovery>, <security>, <buffer>, <secondary>");
    return output;
  }

  private static List<Server> discovered(Section section, SectionReader match, LoginReader logins) {
    SectionReader reader = match.inner(section);
    Map<String, String> types = Map.of("static", "static");
    String ignored = reader.choice("@type", "static", types, "; write a <service> for each server");
    List<Server> servers =
        reader.sections("service").stream()
            .flatMap(each -> match.log().attempt(() -> server(each, reader, logins)).stream())
            .toList();
    reader.finish(Map.of(), "<service>");
    return servers;
  }

  private static ForwardOutput.Connections connections(SectionReader reader) {
    boolean acks = reader.flag("require_ack_response", false);
    long ackMillis = reader.millis("ack_response_timeout", 190_000, 1, DAY_MILLIS);
    Timeouts timeouts =
        new Timeouts(
            acks ? ackMillis : 0,
            reader.millis("connect_timeout", 60_000, 1, DAY_MILLIS),
            reader.millis("send_timeout", 60_000, 1, DAY_MILLIS),
            reader.millis("hard_timeout", 60_000, 1, DAY_MILLIS),
            reader.millis("recover_wait", 10_000, 0, DAY_MILLIS));
    boolean keepalive = reader.flag("keepalive", false);
    long idleMillis =
        reader
            .optional("keepalive_timeout", "until its server closes it", Values::millis)
            .orElse(Long.MAX_VALUE);
    return new ForwardOutput.Connections(
        ClientTlsParameters.read(reader),
        timeouts,
        keepalive,
        idleMillis,
        reader.flag("dns_round_robin", false),
        reader.flag("verify_connection_at_startup", false));
  }

  private static void withoutEffect(SectionReader reader) {
    for (String name :
        List.of("heartbeat_type", "heartbeat_interval", "phi_failure_detector", "phi_threshold")) {
      reader.explain(name, ON_FAILURE);
    }
    reader.explain("expire_dns_cache", WHEN_CONNECTED);
    reader.explain("ignore_network_errors_at_startup", WHEN_CONNECTED);
    reader.explain("send_keepalive_packet", "TCP keepalive is always on");
    reader.explain("read_interval_msec", "responses are read when they arrive");
    reader.explain("read_length", "responses are read when they arrive");
    reader.explain("tls_cert_logical_store_name", ONLY_WINDOWS);
    reader.explain("tls_cert_thumbprint", ONLY_WINDOWS);
    reader.explain("tls_cert_use_enterprise_store", ONLY_WINDOWS);
  }

  private static Server server(Section section, SectionReader match, LoginReader logins) {
    SectionReader reader = match.inner(section);
    String host = reader.required("host", "missing", ForwardSection::host);
    int port = reader.integer("port", 24_224, 1, 65_535);
    String name = reader.optional("name", "host and port", text -> text).orElse(host + ":" + port);
    Server server =
        new Server(
            name,
            host,
            port,
            reader.integer("weight", 60, 0, 10_000),
            reader.flag("standby", false),
            logins.of(reader, "<" + section.name() + "> " + name));
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
