package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.TlsSettings;
import dev.logproof.aggregator.config.syntax.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code <source>} sections. Not thread-safe. */
final class SourceSections {
  private static final List<String> TYPES = List.of("forward", "http", "unix", "monitor_agent");
  private static final int DEFAULT_FORWARD_PORT = 24224;
  private static final int DEFAULT_HTTP_PORT = 9880;
  private static final int DEFAULT_MONITOR_PORT = 24220;
  private static final Path DEFAULT_SOCKET = Path.of("/var/run/fluent/fluent.sock");
  private static final int DEFAULT_BACKLOG = 1024;
  private static final long DEFAULT_MAX_FRAME_BYTES = 64L << 20;
  private static final long DEFAULT_MAX_BODY_BYTES = 32L << 20;
  private static final long MAX_MESSAGE_BYTES = 512L << 20;
  private static final long MAX_KEEPALIVE_MILLIS = 86_400_000;
  private static final long MAX_CONNECTION_AGE_MILLIS = 7 * 86_400_000L;
  private static final Map<String, AckOn> ACK_ON = ackOn();

  private final Ids ids;
  private final ReadLog log;
  private final PortClashes ports = new PortClashes();
  private final List<ForwardSource> forward = new ArrayList<>();
  private final List<HttpSource> http = new ArrayList<>();
  private final List<UnixSource> unix = new ArrayList<>();
  private final List<MonitorSource> monitors = new ArrayList<>();
  private final Map<Path, SectionReader> sockets = new HashMap<>();

  SourceSections(Ids ids, ReadLog log) {
    this.ids = ids;
    this.log = log;
  }

  Sources sources() {
    return new Sources(forward, http, unix);
  }

  List<MonitorSource> monitors() {
    return monitors;
  }

  /** The {@code @label} must be in {@code labels}. */
  void read(Section section, Labels labels) {
    Optional<String> type = PluginSection.peek(section, "@type");
    Optional<String> note = type.map(OperationalPlugins.SOURCES::get);
    if (note.isPresent()) {
      log.warn(
          section.place(),
          "<source> of type " + type.get(),
          "it has no effect: " + note.get() + OperationalPlugins.port(section));
      return;
    }
    log.attemptAll(() -> readSource(section, labels));
  }

  private void readSource(Section section, Labels labels) {
    PluginSection plugin =
        PluginSection.open(section, "source", TYPES, UnsupportedPlugins::source, log, ids);
    SectionReader reader = plugin.reader();
    if (plugin.type().equals("monitor_agent")) {
      monitors.add(readMonitor(plugin));
      reader.finish(Map.of(), "none");
      return;
    }
    String label = labels.use(reader);
    if (plugin.type().equals("forward")) {
      forward.add(readForward(plugin, label));
    } else if (plugin.type().equals("unix")) {
      unix.add(readUnix(plugin, label));
    } else {
      http.add(readHttp(plugin, label));
    }
    plugin.withoutEffect("parse", "format", "buffer");
    reader.finish(Map.of(), "<transport>, and for type forward <security>");
  }

  private ForwardSource readForward(PluginSection plugin, String label) {
    SectionReader reader = plugin.reader();
    reader.refuse(UnsupportedParameters.FORWARD_SOURCE);
    reader.only("deny_keepalive", "false", "connections are kept open");
    reader.explain("linger_timeout", "connections are drained before they are closed");
    reader.explain("resolve_hostname", "host names are not looked up");
    reader.explain("skip_invalid_event", "invalid events are always skipped, and counted");
    reader.explain("chunk_size_warn_limit", "there is only a limit: chunk_size_limit");
    reader.explain("send_keepalive_packet", "connections stay open until the client closes them");
    reader.fluentdDefault("chunk_size_limit", "none");
    reader.fluentdDefault("ack_on", "buffered");
    BindAddress listener = listener(reader, DEFAULT_FORWARD_PORT);
    AckOn ackOn = reader.choice("ack_on", AckOn.DELIVERED, ACK_ON);
    return new ForwardSource(
        plugin.id(),
        listener.bind(),
        listener.port(),
        label,
        TagChange.read(reader),
        ackOn,
        reader.millis("max_connection_age", 0, 0, MAX_CONNECTION_AGE_MILLIS),
        dedupeInFlight(reader, ackOn),
        (int) reader.bytes("chunk_size_limit", DEFAULT_MAX_FRAME_BYTES, 1024, MAX_MESSAGE_BYTES),
        backlog(reader),
        SecuritySection.read(reader),
        TransportSection.read(reader));
  }

  private static boolean dedupeInFlight(SectionReader reader, AckOn ackOn) {
    boolean dedupe = reader.flag("dedupe_in_flight", false);
    if (dedupe && ackOn == AckOn.BUFFERED) {
      reader.report(
          Remedy.CORRECT,
          "dedupe_in_flight needs ack_on delivered or spooled: with buffered, a chunk is"
              + " acknowledged as soon as it is read and is never in flight");
    }
    return dedupe;
  }

  private HttpSource readHttp(PluginSection plugin, String label) {
    SectionReader reader = plugin.reader();
    if (TransportSection.read(reader) instanceof TlsSettings) {
      reader.report(
          Remedy.ELSEWHERE,
          "<transport tls> is not supported: terminate TLS in front of this input");
    }
    for (String name : UnsupportedParameters.HTTP_SOURCE_FALSE_ONLY) {
      reader.only(name, "false", "events are accepted unchanged, with response code 200");
    }
    BindAddress listener = listener(reader, DEFAULT_HTTP_PORT);
    return new HttpSource(
        plugin.id(),
        listener.bind(),
        listener.port(),
        label,
        TagChange.prefixOnly(reader),
        ParserSection.ofHttp(reader),
        CorsOrigins.read(reader),
        (int) reader.bytes("body_size_limit", DEFAULT_MAX_BODY_BYTES, 1, MAX_MESSAGE_BYTES),
        reader.millis("keepalive_timeout", 10_000, 1, MAX_KEEPALIVE_MILLIS),
        backlog(reader));
  }

  private MonitorSource readMonitor(PluginSection plugin) {
    SectionReader reader = plugin.reader();
    reader.refuse(
        Map.of(
            "tag",
            new Refusal(
                Remedy.REMOVE, "the state is not sent as events: read /api/plugins.json instead")));
    reader.explain("@label", "the state is not sent as events");
    reader.explain("emit_interval", "the state is not sent as events");
    reader.explain("include_config", "the configuration is always included");
    reader.explain("include_retry", "retry_count is always included");
    BindAddress listener = listener(reader, DEFAULT_MONITOR_PORT);
    return new MonitorSource(plugin.id(), listener.bind(), listener.port());
  }

  private UnixSource readUnix(PluginSection plugin, String label) {
    SectionReader reader = plugin.reader();
    Path path = reader.value("path", DEFAULT_SOCKET, Path::of, Path::toString);
    SectionReader earlier = sockets.putIfAbsent(path, reader);
    if (earlier != null) {
      reader.report(
          reader.placeOf("path"),
          Remedy.CORRECT,
          path + " is already used by the source at " + earlier.place());
    }
    String tag = reader.optional("tag", "of the client", text -> text).orElse("");
    return new UnixSource(plugin.id(), path, backlog(reader), tag, label);
  }

  private BindAddress listener(SectionReader reader, int defaultPort) {
    String bind = reader.value("bind", "0.0.0.0", SourceSections::address, address -> address);
    int port = reader.integer("port", defaultPort, 0, 65535);
    ports.take(reader, bind, port);
    return new BindAddress(bind, port);
  }

  private record BindAddress(String bind, int port) {}

  private static int backlog(SectionReader reader) {
    return reader.integer("backlog", DEFAULT_BACKLOG, 1, 65535);
  }

  private static String address(String text) {
    if (text.isBlank() || text.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("expected an address to listen on, such as 0.0.0.0");
    }
    return text;
  }

  private static Map<String, AckOn> ackOn() {
    Map<String, AckOn> choices = new LinkedHashMap<>();
    choices.put("delivered", AckOn.DELIVERED);
    choices.put("spooled", AckOn.SPOOLED);
    choices.put("buffered", AckOn.BUFFERED);
    return choices;
  }
}
