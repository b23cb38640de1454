package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.config.syntax.SourceLocation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The {@code <label>} sections, and the labels of sources. Not thread-safe. */
final class Labels {
  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final Map<String, SourceLocation> used = new LinkedHashMap<>();

  void add(Section section) {
    String name = section.argument();
    if (!name.startsWith("@") || name.length() < 2) {
      throw ReadLog.error(
          section.place(), "<label " + name + ">: expected a name with @, such as <label @main>");
    }
    if (name.equals("@ERROR") || name.equals("@ROOT")) {
      throw ReadLog.error(
          section.place(),
          "<label " + name + "> is not supported: rejected events are counted by cause");
    }
    Section earlier = sections.put(name, section);
    if (earlier != null) {
      throw ReadLog.error(
          section.place(), "<label " + name + "> is already defined at " + earlier.place());
    }
  }

  Map<String, Section> sections() {
    return sections;
  }

  String use(SectionReader source) {
    String label = source.optional("@label", "top level", text -> text).orElse("");
    if (!label.isEmpty() && !sections.containsKey(label)) {
      throw ReadLog.error(
          source.placeOf("@label"),
          "in "
              + source.shown()
              + ": there is no <label "
              + label
              + ">: "
              + (sections.isEmpty()
                  ? "none is defined"
                  : "defined are " + String.join(", ", sections.keySet())));
    }
    used.putIfAbsent(label, source.place());
    return label;
  }

  /** Warns of labels without a source, and of sources whose label has no {@code <match>}. */
  void finish(Set<String> routed, ReadLog log) {
    sections.forEach(
        (name, section) -> {
          if (!used.containsKey(name)) {
            log.warn(section.place(), "<label " + name + ">", "no source sends to this label");
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
}
