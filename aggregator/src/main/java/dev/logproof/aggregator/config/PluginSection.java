package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.List;
import java.util.Optional;

/**
 * Type and id of a {@code <source>} or {@code <match>}.
 *
 * @param reader reads the remaining parameters
 */
record PluginSection(String type, String id, SectionReader reader) {
  /**
   * Reads type and id; rejects a missing or unsupported type.
   *
   * @param heading such as {@code source} or {@code match a.** in @main}
   */
  static PluginSection open(
      Section section, String heading, List<String> supported, Ids ids, ReadLog log) {
    String type = type(section, supported);
    Optional<Parameter> given = last(section, "@id");
    String id = given.map(Parameter::value).orElseGet(() -> ids.generate(type, section.place()));
    String title = heading + ", " + id;
    SectionReader reader =
        new SectionReader(section, "<" + section.name() + "> of type " + type, title, log);
    log.setting(title, "@type", type, section.place().toString());
    log.setting(title, "@id", id, given.map(p -> p.place().toString()).orElse("default"));
    List.of("@type", "@id").forEach(reader::discard);
    return new PluginSection(type, id, reader);
  }

  private static String type(Section section, List<String> supported) {
    String expected = "expected " + String.join(", ", supported);
    Parameter type =
        last(section, "@type")
            .orElseThrow(
                () ->
                    ReadLog.error(
                        section.place(), "<" + section.name() + "> has no @type: " + expected));
    if (!supported.contains(type.value())) {
      throw ReadLog.error(
          type.place(),
          "<" + section.name() + "> of type '" + type.value() + "' is not supported: " + expected);
    }
    return type.value();
  }

  private static Optional<Parameter> last(Section section, String name) {
    return section.parameters().stream()
        .filter(parameter -> SectionReader.nameOf(parameter).equals(name))
        .reduce((first, last) -> last);
  }
}
