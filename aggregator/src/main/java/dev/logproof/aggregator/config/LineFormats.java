package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code <format>} of lines. Stateless. */
final class LineFormats {
  private static final List<String> FLAT =
      List.of("add_newline", "message_key", "output_time", "output_tag", "delimiter");

  private LineFormats() {}

  static LineFormat read(SectionReader match) {
    Optional<Section> section = match.section("format");
    if (section.isEmpty() && match.has("format")) {
      section = Optional.of(FlatSection.of("format", match, FLAT));
    }
    if (section.isEmpty()) {
      return LineFormat.OUT_FILE;
    }
    SectionReader reader =
        new SectionReader(
            section.get(),
            "<format> of " + match.shown(),
            match.title() + " <format>",
            match.log());
    Map<String, String> types = new LinkedHashMap<>();
    List.of("out_file", "json", "single_value").forEach(type -> types.put(type, type));
    String type = reader.choice("@type", "out_file", types);
    boolean newline = reader.flag("add_newline", true);
    boolean outFile = type.equals("out_file");
    boolean single = type.equals("single_value");
    String key = reader.value("message_key", "message", text -> text, text -> text);
    boolean time = reader.flag("output_time", true);
    boolean tag = reader.flag("output_tag", true);
    Map<String, String> delimiters = new LinkedHashMap<>();
    delimiters.put("TAB", "\t");
    delimiters.put("SPACE", " ");
    delimiters.put("COMMA", ",");
    String delimiter = reader.choice("delimiter", "\t", delimiters);
    reader.finish(Map.of(), "none");
    return new LineFormat(outFile && time, outFile && tag, delimiter, single ? key : "", newline);
  }
}
