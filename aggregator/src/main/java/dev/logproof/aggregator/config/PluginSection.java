package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Type and id of a {@code <source>} or {@code <match>}.
 *
 * @param reader reads the remaining parameters
 */
record PluginSection(String type, String id, SectionReader reader) {
  /**
   * Reads type and id; rejects a missing or unsupported type.
   *
   * @param unsupported names the way out for another type
   * @param heading such as {@code source} or {@code match a.** in @main}
   */
  static PluginSection open(
      Section section,
      String heading,
      List<String> supported,
      Function<String, Refusal> unsupported,
      ReadLog log,
      Ids ids) {
    String type = type(section, supported, unsupported);
    Optional<Parameter> given = last(section, "@id");
    String id = given.map(Parameter::value).orElseGet(() -> ids.generate(type, section.place()));
    String title = heading + ", " + id;
    SectionReader reader =
        new SectionReader(section, "<" + section.name() + "> of type " + type, title, log);
    log.setting(new EffectiveSetting(title, "@type", type, section.place().toString(), ""));
    String idOrigin = given.map(p -> p.place().toString()).orElse("default");
    log.setting(new EffectiveSetting(title, "@id", id, idOrigin, ""));
    List.of("@type", "@id").forEach(reader::discard);
    reader.explain("@log_level", "there is one log level for all: see --verbose and --quiet");
    return new PluginSection(type, id, reader);
  }

  /** Warns of sections that Fluentd ignores in this plugin too. */
  void withoutEffect(String... names) {
    for (Section section : reader.sections(names)) {
      reader.warn(
          section.place(), "<" + section.name() + "> has no effect, as in Fluentd: remove it");
    }
  }

  private static String type(
      Section section, List<String> supported, Function<String, Refusal> unsupported) {
    String expected = "expected " + String.join(", ", supported);
    Parameter type =
        last(section, "@type")
            .orElseThrow(
                () ->
                    ReadLog.error(
                        section.place(), "<" + section.name() + "> has no @type: " + expected));
    if (!supported.contains(type.value())) {
      Refusal why = unsupported.apply(type.value());
      throw ReadLog.error(
          type.place(),
          why.remedy(),
          "<"
              + section.name()
              + "> of type '"
              + type.value()
              + "' is not supported: "
              + expected
              + "; "
              + why.reason());
    }
    return type.value();
  }

  /** Returns the value of {@code name} without reading the rest of the section. */
  static Optional<String> peek(Section section, String name) {
    return last(section, name).map(Parameter::value);
  }

  private static Optional<Parameter> last(Section section, String name) {
    return section.parameters().stream()
        .filter(parameter -> SectionReader.nameOf(parameter).equals(name))
        .reduce((first, last) -> last);
  }
}
