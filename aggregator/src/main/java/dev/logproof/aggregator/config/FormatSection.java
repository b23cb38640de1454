package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code <format>} of an output. Not thread-safe. */
final class FormatSection {
  private static final List<String> TYPES = List.of("json", "single_value", "ltsv", "csv", "hash");

  private static final List<String> OWN = List.of("ltsv", "csv");

  private final SectionReader reader;

  private FormatSection(SectionReader reader) {
    this.reader = reader;
  }

  static RecordFormat read(SectionReader match) {
    Optional<Section> section = match.section("format");
    return section.map(given -> read(match, given)).orElse(RecordFormat.JSON);
  }

  /** Reads a section of {@code match}. */
  static RecordFormat read(SectionReader match, Section section) {
    return new FormatSection(reader(match, section)).format();
  }

  /** Forms with parameters of their own are sections of their own in the reference. */
  private static SectionReader reader(SectionReader match, Section section) {
    String type = PluginSection.peek(section, "@type").filter(OWN::contains).orElse("");
    String shown = "<format>" + (type.isEmpty() ? "" : " of type " + type) + " of " + match.shown();
    return new SectionReader(section, shown, match.title() + " <format>", match.log());
  }

  private RecordFormat format() {
    Map<String, String> types = new LinkedHashMap<>();
    TYPES.forEach(type -> types.put(type, type));
    String type = reader.choice("@type", "json", types);
    boolean addNewline = reader.flag("add_newline", true);
    reader.only("newline", "lf", "records end in a line feed");
    RecordFormat format =
        switch (type) {
          case "single_value" ->
              new RecordFormat(
                  reader.value("message_key", "message", FormatSection::field, field -> field),
                  addNewline);
          case "ltsv" -> new RecordFormat("", addNewline, ltsv());
          case "csv" -> new RecordFormat("", addNewline, csv());
          case "hash" -> new RecordFormat("", addNewline, new TextFormat.RubyHash());
          default -> {
            reader.explain("json_parser", "there is one JSON writer");
            reader.explain("message_key", "only single_value has it");
            yield new RecordFormat("", addNewline);
          }
        };
    reader.finish(Map.of(), "none");
    return format;
  }

  private TextFormat ltsv() {
    String delimiter = reader.value("delimiter", "\t", FormatSection::text, FormatSection::shown);
    String label = reader.value("label_delimiter", ":", text -> text, text -> text);
    String replacement = reader.value("replacement", " ", text -> text, FormatSection::shown);
    return new TextFormat.Ltsv(delimiter, label, replacement);
  }

  private TextFormat csv() {
    String delimiter = reader.value("delimiter", ",", FormatSection::text, FormatSection::shown);
    boolean forceQuotes = reader.flag("force_quotes", true);
    List<String> fields = reader.required("fields", List.of("missing"), FormatSection::fields);
    return new TextFormat.Csv(delimiter, forceQuotes, fields);
  }

  private static List<String> fields(String text) {
    List<String> fields = JsonText.list(text).stream().filter(field -> !field.isEmpty()).toList();
    if (fields.isEmpty() || fields.stream().anyMatch(field -> field.startsWith("$"))) {
      throw new IllegalArgumentException("expected names of top-level fields, such as host,log");
    }
    return fields;
  }

  private static String text(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("expected a delimiter, found none");
    }
    return text.equals("\\t") || text.equals("TAB") ? "\t" : text;
  }

  private static String shown(String text) {
    return text.equals("\t") ? "\\t" : text.equals(" ") ? "' '" : text;
  }

  static String field(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("expected the name of a field, such as log");
    }
    return text;
  }
}
