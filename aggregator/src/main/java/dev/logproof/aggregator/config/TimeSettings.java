package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.ParserConfig.FieldRules;
import dev.logproof.aggregator.ruby.RubyRegexp;
import dev.logproof.aggregator.ruby.TimeParser;
import dev.logproof.aggregator.ruby.TimeZones;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads time, types and nil values of a {@code <parse>}. Single-use; not thread-safe. */
final class TimeSettings {
  static final FieldRules NO_RULES =
      new FieldRules("", false, new ParserConfig.FloatTime(), true, Map.of(), List.of(), false);

  /** Common forms that Ruby's {@code Time.parse} accepts, the most specific first. */
  private static final List<String> COMMON_FORMATS =
      List.of(
          "%Y-%m-%dT%H:%M:%S.%N%z",
          "%Y-%m-%dT%H:%M:%S%z",
          "%Y-%m-%dT%H:%M:%S.%N",
          "%Y-%m-%dT%H:%M:%S",
          "%Y-%m-%d %H:%M:%S.%N %z",
          "%Y-%m-%d %H:%M:%S,%N %z",
          "%Y-%m-%d %H:%M:%S %z",
          "%Y-%m-%d %H:%M:%S.%N",
          "%Y-%m-%d %H:%M:%S,%N",
          "%Y-%m-%d %H:%M:%S",
          "%Y/%m/%d %H:%M:%S",
          "%d/%b/%Y:%H:%M:%S %z",
          "%a, %d %b %Y %H:%M:%S %z",
          "%a %b %d %H:%M:%S %Y",
          "%b %d %H:%M:%S",
          "%Y-%m-%d");

  private final SectionReader reader;

  TimeSettings(SectionReader reader) {
    this.reader = reader;
  }

  /**
   * Reads the settings.
   *
   * @param timeKey default; "" for none
   * @param json whether times are numbers by default
   * @param timeFormat default; "" for none
   */
  FieldRules rules(String timeKey, boolean json, String timeFormat) {
    String key =
        reader
            .optional("time_key", timeKey.isEmpty() ? "none" : timeKey, text -> text)
            .orElse(timeKey);
    boolean keep = reader.flag("keep_time_key", false);
    ParserConfig.TimeRule time = time(json, timeFormat);
    boolean now = reader.flag("estimate_current_event", true);
    Map<String, ParserConfig.ValueType> types =
        reader.optional("types", "none", TimeSettings::types).orElse(Map.of());
    Optional<RubyRegexp> nil = reader.optional("null_value_pattern", "none", RubyRegexp::parse);
    boolean nullEmpty = reader.flag("null_empty_string", false);
    return new FieldRules(key, keep, time, now, types, nil.stream().toList(), nullEmpty);
  }

  private ParserConfig.TimeRule time(boolean json, String byDefault) {
    reader.refuse(
        Map.of(
            "time_format_fallbacks",
            new Refusal(Remedy.REWRITE, "write the one format of this input in time_format")));
    boolean isFormatted = reader.has("time_format");
    boolean isZoned = reader.has("timezone") || reader.has("utc");
    String type =
        reader.choice("time_type", json && !isFormatted ? "float" : "string", timeTypes());
    Optional<String> format =
        reader.optional(
            "time_format",
            byDefault.isEmpty() ? "none" : byDefault,
            text -> {
              var unused = TimeParser.of(text, ZoneOffset.UTC, Clock.systemUTC());
              return text;
            });
    boolean localtime = reader.flag("localtime", true);
    boolean utc = reader.flag("utc", false);
    ZoneId local = utc || !localtime ? ZoneOffset.UTC : ZoneId.systemDefault();
    ZoneId zone = reader.optional("timezone", "of the process", TimeZones::parse).orElse(local);
    if (type.equals("float")) {
      return new ParserConfig.FloatTime();
    } else if (type.equals("unixtime")) {
      return new ParserConfig.UnixTime();
    }
    String text = format.orElse(byDefault);
    if (text.isEmpty() && isZoned) {
      reader.report(Remedy.CORRECT, "timezone and utc need time_format");
    }
    List<String> formats = text.isEmpty() ? COMMON_FORMATS : List.of(text);
    return new ParserConfig.TextTime(
        formats.stream().map(each -> TimeParser.of(each, zone, Clock.systemUTC())).toList());
  }

  private static Map<String, String> timeTypes() {
    Map<String, String> types = new LinkedHashMap<>();
    List.of("float", "unixtime", "string").forEach(type -> types.put(type, type));
    return types;
  }

  private static Map<String, ParserConfig.ValueType> types(String text) {
    Map<String, ParserConfig.ValueType> types = new TreeMap<>();
    JsonText.map(text).forEach((field, type) -> types.put(field, type(type)));
    return types;
  }

  private static ParserConfig.ValueType type(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    return switch (name) {
      case "string" -> ParserConfig.Plain.STRING;
      case "integer" -> ParserConfig.Plain.INTEGER;
      case "float" -> ParserConfig.Plain.FLOAT;
      case "bool" -> ParserConfig.Plain.BOOL;
      case "array" -> new ParserConfig.ArrayOf(colon < 0 ? "," : text.substring(colon + 1));
      default ->
          throw new IllegalArgumentException(
              "expected string, integer, float, bool or array behind a field, such as code:integer");
    };
  }
}
