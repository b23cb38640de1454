package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.LineFormat.Head;
import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.ruby.TimeFormat;
import dev.logproof.aggregator.ruby.TimeZones;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code <format>} of lines. Stateless. */
final class LineFormats {
  private static final List<String> FLAT =
      List.of(
          "add_newline",
          "message_key",
          "output_time",
          "output_tag",
          "delimiter",
          "label_delimiter",
          "fields",
          "force_quotes");

  private static final List<String> OTHERS = List.of("ltsv", "csv", "hash");
  private static final String ISO_8601 = "ISO 8601";

  private LineFormats() {}

  static LineFormat read(SectionReader match) {
    Optional<Section> section = match.section("format");
    if (section.isEmpty() && match.has("format")) {
      section = Optional.of(withZone(FlatSection.of("format", match, FLAT), match));
    } else if (section.isEmpty() && FlatSection.ZONE.stream().anyMatch(match::has)) {
      section = Optional.of(withZone(empty(match), match));
    }
    InjectConfig inject = InjectSection.read(match);
    return section.map(given -> read(match, given)).orElse(LineFormat.OUT_FILE).with(inject);
  }

  private static Section empty(SectionReader match) {
    return new Section("format", "", match.place(), List.of(), List.of());
  }

  /** Adds the zone, which concerns the other sections too. */
  private static Section withZone(Section format, SectionReader match) {
    List<Parameter> parameters = new ArrayList<>(format.parameters());
    parameters.addAll(FlatSection.zone(match));
    return new Section("format", "", format.place(), parameters, List.of());
  }

  private static LineFormat read(SectionReader match, Section section) {
    if (PluginSection.peek(section, "@type").filter(OTHERS::contains).isPresent()) {
      return new LineFormat(Head.NONE, FormatSection.read(match, section), InjectConfig.NONE);
    }
    SectionReader reader =
        new SectionReader(
            section, "<format> of " + match.shown(), match.title() + " <format>", match.log());
    Map<String, String> types = new LinkedHashMap<>();
    List.of("out_file", "json", "single_value", "ltsv", "csv", "hash")
        .forEach(type -> types.put(type, type));
    String type = reader.choice("@type", "out_file", types);
    boolean newline = reader.flag("add_newline", true);
    reader.only("newline", "lf", "lines end in a line feed");
    boolean single = type.equals("single_value");
    String key = reader.value("message_key", "message", text -> text, text -> text);
    Head head = head(reader);
    reader.explain("json_parser", "there is one JSON writer");
    reader.finish(Map.of(), "none");
    return new LineFormat(
        type.equals("out_file") ? head : Head.NONE,
        new RecordFormat(single ? key : "", newline),
        InjectConfig.NONE);
  }

  private static Head head(SectionReader reader) {
    boolean time = reader.flag("output_time", true);
    boolean tag = reader.flag("output_tag", true);
    Map<String, String> delimiters = new LinkedHashMap<>();
    delimiters.put("TAB", "\t");
    delimiters.put("SPACE", " ");
    delimiters.put("COMMA", ",");
    String delimiter = reader.choice("delimiter", "\t", delimiters);
    return new Head(time, tag, delimiter, timeFormat(reader));
  }

  private static TimeFormat timeFormat(SectionReader reader) {
    reader.only("time_type", "string", "write the time into the record by <inject>");
    String format =
        reader.value("time_format", "", text -> text, text -> text.isEmpty() ? ISO_8601 : text);
    boolean localtime = reader.flag("localtime", true);
    boolean utc = reader.flag("utc", false) || !localtime;
    Optional<ZoneId> given = reader.optional("timezone", "of the process", TimeZones::parse);
    ZoneId zone = given.orElse(utc ? ZoneOffset.UTC : ZoneId.systemDefault());
    return format.isEmpty()
        ? TimeFormat.iso8601(zone, utc && given.isEmpty())
        : TimeFormat.of(format, zone);
  }
}
