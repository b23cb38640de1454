package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code <match>} of type stdout. Stateless. */
final class StdoutSection {
  private static final String TYPE = "stdout";
  private static final List<String> FLAT =
      List.of("output_type", "message_key", "delimiter", "label_delimiter", "fields");

  private StdoutSection() {}

  static StdoutOutput read(PluginSection plugin) {
    SectionReader reader = plugin.reader();
    Optional<Section> section = reader.section("format");
    if (section.isEmpty() && (reader.has("format") || reader.has("output_type"))) {
      section = Optional.of(FlatSection.of("format", reader, FLAT));
    }
    reader.explain("use_logger", "events are printed to standard output");
    InjectConfig inject = InjectSection.read(reader);
    for (String zone : FlatSection.ZONE) {
      reader.explain(zone, "it sets the zone of the time in fields");
    }
    boolean headed =
        section
            .map(given -> PluginSection.peek(given, "@type").orElse(TYPE).equals(TYPE))
            .orElse(true);
    RecordFormat format =
        section
            .map(given -> FormatSection.read(reader, headed ? inner(given) : given))
            .orElse(RecordFormat.JSON);
    String id = OutputSections.withoutBuffer(plugin, "<format>, <inject>").id();
    return new StdoutOutput(id, headed, format, inject);
  }

  /** Returns the format behind the time and tag, whose type is {@code output_type}. */
  private static Section inner(Section stdout) {
    List<Parameter> parameters = new ArrayList<>();
    for (Parameter each : stdout.parameters()) {
      if (each.name().equals("output_type")) {
        parameters.add(new Parameter("@type", each.value(), each.place()));
      } else if (!SectionReader.nameOf(each).equals("@type")) {
        parameters.add(each);
      }
    }
    return new Section("format", "", stdout.place(), parameters, List.of());
  }
}
