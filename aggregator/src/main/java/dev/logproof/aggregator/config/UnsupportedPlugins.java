package dev.logproof.aggregator.config;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way out for plugins of Fluentd that the aggregator does not have. Stateless. */
final class UnsupportedPlugins {
  private static final String NODE =
      "this runs on the node: use Fluent Bit there, with '[INPUT] Name %s …' and '[OUTPUT] Name"
          + " forward, Match *, Host (this aggregator), Port 24224'";
  private static final String SECOND =
      "keep Fluentd for this output, and route the tags of the other <match> sections to here";
  private static final String FILTER =
      "filter in the client, such as Fluent Bit's %s, or keep Fluentd"
          + " in front and let it forward to here";

  private static final Map<String, String> SOURCES =
      Stream.of(
              Map.entry("tail", NODE.formatted("tail")),
              Map.entry("systemd", NODE.formatted("systemd")),
              Map.entry("syslog", NODE.formatted("syslog")),
              Map.entry("tcp", NODE.formatted("tcp")),
              Map.entry("udp", NODE.formatted("udp")),
              Map.entry("exec", NODE.formatted("exec")),
              Map.entry("sample", NODE.formatted("dummy")),
              Map.entry("dummy", NODE.formatted("dummy")),
              Map.entry("secure_forward", "write @type forward with <transport tls>"))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private static final Map<String, String> OUTPUTS =
      Map.of(
          "kinesis_streams_aggregated",
          "write @type kinesis_streams: each event is a record of its own, which consumers read"
              + " without the KPL's deaggregation; or keep Fluentd for this output, and route the"
              + " tags of the other <match> sections to here",
          "detect_exceptions",
          "join the lines of a stack trace in the client, such as by Fluent Bit's multiline filter",
          "label_router",
          "write @type copy with a <store> of type relabel for each route, and a <filter> of type"
              + " grep in each label");

  private static final Map<String, String> FILTERS =
      Map.of(
          "kubernetes_metadata", "kubernetes filter",
          "concat", "multiline filter",
          "detect_exceptions", "multiline filter",
          "ec2_metadata", "aws filter",
          "geoip", "geoip2 filter");

  private UnsupportedPlugins() {}

  static Refusal source(String type) {
    return found(
        SOURCES.getOrDefault(type, "send its events here from a client, over forward or HTTP"));
  }

  static Refusal output(String type) {
    return found(OUTPUTS.getOrDefault(type, SECOND));
  }

  static Refusal store(String type) {
    return type.equals("copy")
        ? new Refusal(Remedy.REWRITE, "write its stores in the outer copy")
        : output(type);
  }

  static Refusal filter(String type) {
    return new Refusal(Remedy.ELSEWHERE, FILTER.formatted(FILTERS.getOrDefault(type, "filters")));
  }

  private static Refusal found(String wayOut) {
    return new Refusal(Remedy.ELSEWHERE, wayOut);
  }
}
