package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import java.util.Map;

/** Plugins that observe Fluentd itself and leave events alone, with what replaces them. */
final class OperationalPlugins {
  private static final String METRICS =
      "the aggregator serves its own metrics (--metrics-port, 24231 by default)";

  static final Map<String, String> SOURCES =
      Map.of(
          "prometheus", METRICS,
          "prometheus_monitor", METRICS,
          "prometheus_output_monitor", METRICS,
          "prometheus_tail_monitor", METRICS,
          "debug_agent", "there is no Ruby to inspect; use jcmd");

  private static final String COUNTING = "prometheus";

  private OperationalPlugins() {}

  /** Warns of a filter, a match or a store that only counts events; returns whether it is one. */
  static boolean counts(Section section, ReadLog log) {
    boolean counts = PluginSection.peek(section, "@type").filter(COUNTING::equals).isPresent();
    if (counts) {
      log.warn(
          section.place(),
          "<" + section.name() + "> of type " + COUNTING,
          "it has no effect: " + METRICS);
    }
    return counts;
  }

  /** Returns the output that stands for one that only counts events. */
  static OutputConfig counted(Section section, Ids ids) {
    return new NullOutput(ids.generate(COUNTING, section.place()));
  }

  /** Says that nothing listens on the port of the section, if it has one. */
  static String port(Section section) {
    return PluginSection.peek(section, "port")
        .map(port -> "; nothing listens on its port " + port)
        .orElse("");
  }
}
