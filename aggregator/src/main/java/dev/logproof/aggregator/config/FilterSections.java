package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import java.util.List;
import java.util.Map;

/** Reads {@code <filter>} sections. Not thread-safe. */
record FilterSections(Ids ids, ReadLog log) {
  private static final List<String> TYPES =
      List.of("grep", "record_transformer", "record_modifier", "parser", "stdout");

  /** Reads a section; {@code heading} names it in the settings. */
  FilterConfig read(Section section, String heading) {
    PluginSection plugin =
        PluginSection.open(section, heading, TYPES, UnsupportedPlugins::filter, log, ids);
    return switch (plugin.type()) {
      case "grep" -> GrepSection.read(plugin);
      case "record_transformer" -> TransformSection.readTransformer(plugin);
      case "record_modifier" -> TransformSection.readModifier(plugin);
      case "parser" -> ParserSection.read(plugin);
      default -> print(plugin);
    };
  }

  private static FilterConfig print(PluginSection plugin) {
    SectionReader reader = plugin.reader();
    boolean full = reader.section("format").map(section -> format(section, reader)).orElse(true);
    reader.finish(Map.of(), "<format>");
    return new FilterConfig.Print(plugin.id(), full);
  }

  private static boolean format(Section section, SectionReader filter) {
    SectionReader reader = filter.inner(section);
    boolean full =
        reader.choice("@type", true, BufferSection.choices("stdout", true, "json", false));
    reader.finish(Map.of(), "none");
    return full;
  }
}
