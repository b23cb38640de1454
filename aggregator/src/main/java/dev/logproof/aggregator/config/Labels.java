package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.config.syntax.SourceLocation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code <label>} sections, and the labels of sources. Not thread-safe. */
final class Labels {
  private static final String ROOT = "@ROOT";

  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final Map<String, SourceLocation> used = new LinkedHashMap<>();

  void add(Section section) {
    String name = section.argument();
    if (!name.startsWith("@") || name.length() < 2) {
      throw ReadLog.error(
          section.place(), "<label " + name + ">: expected a name with @, such as <label @main>");
    }
    if (name.equals(ROOT)) {
      throw ReadLog.error(
          section.place(),
          "<label @ROOT> is Fluentd's name of the top level: write its sections outside labels");
    }
    Section earlier = sections.putIfAbsent(name, section);
    if (earlier != null) {
      throw ReadLog.error(
          section.place(), "<label " + name + "> is already defined at " + earlier.place());
    }
  }

  Map<String, Section> sections() {
    return sections;
  }

  /** Reads {@code @label}; returns "" for the top level. */
  String use(SectionReader plugin) {
    return use(plugin, "@label", plugin.optional("@label", "top level", text -> text).orElse(""));
  }

  /** Reads the label of that parameter; returns {@code own} without it. */
  String useOr(SectionReader plugin, String name, String shown, String own) {
    Optional<String> given = plugin.optional(name, shown, text -> text);
    return given.isEmpty() || given.get().isEmpty() ? own : use(plugin, name, given.get());
  }

  private String use(SectionReader plugin, String name, String given) {
    String label = given.equals(ROOT) ? "" : given;
    if (!label.isEmpty() && !sections.containsKey(label)) {
      plugin.report(
          plugin.placeOf(name),
          Remedy.CORRECT,
          "there is no <label "
              + label
              + ">: "
              + (sections.isEmpty()
                  ? "none is defined"
                  : "defined are " + String.join(", ", sections.keySet())));
      return "";
    }
    used.putIfAbsent(label, plugin.place());
    return label;
  }

  /** Reads a relabel, which needs {@code @label}. */
  String relabel(PluginSection plugin) {
    SectionReader reader = plugin.reader();
    if (!reader.has("@label")) {
      reader.report(Remedy.CORRECT, "@label is missing");
    }
    String label = use(reader);
    plugin.withoutEffect("format", "inject");
    reader.finish(UnsupportedParameters.MATCH_SECTIONS, "none");
    return label;
  }

  /** Warns of labels without a source, and of sources whose label has no {@code <match>}. */
  void finish(Set<String> routed, ReadLog log) {
    sections.forEach(
        (name, section) -> {
          if (!used.containsKey(name)) {
            log.warn(section.place(), "<label " + name + ">", unused(name));
          }
        });
    used.forEach(
        (name, place) -> {
          if (!routed.contains(name)) {
            log.warn(
                place,
                "<source>",
                "there is no <match> "
                    + (name.isEmpty() ? "at the top level" : "in " + name)
                    + ": every event of this source will be rejected as unmatched");
          }
        });
  }

  private static String unused(String name) {
    return switch (name) {
      case "@ERROR" ->
          "events come here on which a <filter> fails or that an output cannot convert or route:"
              + " events that a service refuses are kept in --dead-letter-dir, and clients resend"
              + " what a full buffer refuses";
      case "@FLUENT_LOG" ->
          "no event comes here: the aggregator writes its own log to standard error only";
      default -> "no source sends to this label";
    };
  }
}
