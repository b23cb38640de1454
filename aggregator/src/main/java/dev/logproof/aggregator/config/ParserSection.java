package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.ParserConfig.FieldRules;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.ruby.FieldPath;
import dev.logproof.aggregator.ruby.RubyRegexp;
import dev.logproof.aggregator.ruby.TimeParser;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code <filter>} of type parser, with its {@code <parse>}. Not thread-safe. */
final class ParserSection {
  private static final String IN_HTTP = "in_http";
  private static final String APACHE_TIME = "%d/%b/%Y:%H:%M:%S %z";

  /** Fluentd's expressions (parser_apache2.rb, parser_nginx.rb). */
  private static final String APACHE2 =
      "^(?<host>[^ ]*) [^ ]* (?<user>[^ ]*) \\[(?<time>[^\\]]*)\\] \"(?<method>\\S+)(?:"
          + " +(?<path>(?:[^\\\"]|\\\\\")*?)(?: +\\S*)?)?\" (?<code>[^ ]*) (?<size>[^ ]*)(?:"
          + " \"(?<referer>(?:[^\\\"]|\\\\\")*)\" \"(?<agent>(?:[^\\\"]|\\\\\")*)\")?$";

  private static final String NGINX =
      "^(?<remote>[^ ]*) (?<host>[^ ]*) (?<user>[^ ]*) \\[(?<time>[^\\]]*)\\] \"(?<method>\\S+)(?:"
          + " +(?<path>[^\\\"]*?)(?: +\\S*)?)?\" (?<code>[^ ]*) (?<size>[^ ]*)(?:"
          + " \"(?<referer>[^\\\"]*)\""
          + " \"(?<agent>[^\\\"]*)\"(?:\\s+\\\"?(?<http_x_forwarded_for>[^\\\"]*)\\\"?)?)?$";

  private static final RubyRegexp NO_PATTERN = RubyRegexp.compile("(?<x>)", false, false);
  private static final FieldPath NO_FIELD = FieldPath.of("unreadable");

  private final SectionReader reader;

  private ParserSection(SectionReader reader) {
    this.reader = reader;
  }

  static FilterConfig read(PluginSection plugin) {
    SectionReader filter = plugin.reader();
    FieldPath key = filter.required("key_name", NO_FIELD, FieldPath::parse);
    boolean reserveData = filter.flag("reserve_data", false);
    boolean reserveTime = filter.flag("reserve_time", false);
    boolean removeKey = filter.flag("remove_key_name_field", false);
    String prefix = filter.optional("inject_key_prefix", "none", text -> text).orElse("");
    String hashField = filter.optional("hash_value_field", "none", text -> text).orElse("");
    boolean replaceInvalid = filter.flag("replace_invalid_sequence", false);
    boolean toLabel = filter.flag("emit_invalid_record_to_error", true);
    ParserConfig parser =
        FlatParse.section(filter)
            .map(section -> new ParserSection(reader(filter, section)).parser())
            .orElseGet(() -> missing(filter));
    filter.finish(Map.of(), "<parse>");
    return new FilterConfig.Parse(
        plugin.id(),
        key,
        reserveData,
        reserveTime,
        removeKey,
        prefix,
        hashField,
        replaceInvalid,
        toLabel,
        parser);
  }

  /** Reads the {@code <parse>} of an HTTP source. */
  static HttpParse ofHttp(SectionReader source) {
    Optional<Section> section = FlatParse.section(source);
    if (section.isEmpty()) {
      return HttpParse.DEFAULT;
    }
    String type = PluginSection.peek(section.get(), "@type").orElse(IN_HTTP);
    return type.equals(IN_HTTP)
        ? byType(source.inner(section.get()))
        : new HttpParse.WholeBody(
            new FilterConfig.Parse(
                "",
                FieldPath.of(HttpParse.WholeBody.BODY),
                false,
                false,
                false,
                "",
                "",
                false,
                false,
                new ParserSection(reader(source, section.get())).parser()));
  }

  private static HttpParse byType(SectionReader parse) {
    parse.only("@type", IN_HTTP, "other types have a section of their own");
    parse.explain("timeout", "bodies are parsed without a limit of time");
    boolean isGiven = parse.has("time_type") || parse.has("time_format");
    FieldRules rules = new TimeSettings(parse).rules("time", true, "");
    parse.finish(Map.of(), "none");
    return new HttpParse.ByType(
        rules.timeKey(), rules.keepTimeKey(), isGiven ? List.of(rules.time()) : List.of());
  }

  private static SectionReader reader(SectionReader filter, Section section) {
    String type =
        PluginSection.peek(section, "@type").filter(Kind.BY_LABEL::containsKey).orElse("");
    String shown = "<parse>" + (type.isEmpty() ? "" : " of type " + type) + " of " + filter.shown();
    return new SectionReader(section, shown, filter.title() + " <parse>", filter.log());
  }

  private static ParserConfig missing(SectionReader filter) {
    filter.report(Remedy.CORRECT, "<parse> is missing");
    return new ParserConfig.Json(TimeSettings.NO_RULES);
  }

  private ParserConfig parser() {
    Kind kind = reader.required("@type", Kind.JSON, Kind::of);
    reader.explain("timeout", "a text is parsed without a limit of time");
    ParserConfig parser = parser(kind);
    reader.finish(Map.of(), "none");
    return parser;
  }

  /** The supported parsers. */
  private enum Kind {
    JSON,
    REGEXP,
    APACHE2,
    NGINX,
    NONE,
    LTSV,
    CSV;

    private static final Map<String, Kind> BY_LABEL = new LinkedHashMap<>();

    static {
      for (Kind kind : values()) {
        BY_LABEL.put(kind.toString(), kind);
      }
    }

    static Kind of(String label) {
      Kind kind = BY_LABEL.get(label);
      if (kind == null) {
        throw new IllegalArgumentException(
            "expected "
                + String.join(" or ", BY_LABEL.keySet())
                + "; parse other formats in the client, such as with Fluent Bit's parsers");
      }
      return kind;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private ParserConfig parser(Kind kind) {
    return switch (kind) {
      case JSON -> {
        reader.explain("json_parser", "there is one JSON reader");
        reader.explain("stream_buffer_size", "texts are parsed whole");
        yield new ParserConfig.Json(rules("time", true, ""));
      }
      case REGEXP -> regexp();
      case APACHE2 -> apache2();
      case NGINX ->
          new ParserConfig.Regexp(
              rules("time", false, APACHE_TIME), RubyRegexp.compile(NGINX, false, false));
      case NONE -> {
        String key = reader.value("message_key", "message", ParserSection::name, text -> text);
        yield new ParserConfig.None(rules("", false, ""), key);
      }
      case LTSV -> {
        String delimiter =
            reader.value("delimiter", "\t", ParserSection::name, ParserSection::shown);
        List<RubyRegexp> pattern =
            reader.optional("delimiter_pattern", "none", RubyRegexp::parse).stream().toList();
        String label = reader.value("label_delimiter", ":", ParserSection::name, text -> text);
        yield new ParserConfig.Ltsv(rules("time", false, ""), delimiter, pattern, label);
      }
      case CSV -> {
        List<String> keys = reader.required("keys", List.of(), JsonText::list);
        String delimiter = reader.value("delimiter", ",", ParserSection::name, text -> text);
        reader.explain("parser_engine", "there is one reader of CSV");
        yield new ParserConfig.Csv(rules("", false, ""), keys, delimiter);
      }
    };
  }

  private ParserConfig apache2() {
    TimeParser time = TimeParser.of(APACHE_TIME, ZoneOffset.UTC, Clock.systemUTC());
    return new ParserConfig.Apache2(
        rules("", false, APACHE_TIME), RubyRegexp.compile(APACHE2, false, false), time);
  }

  private ParserConfig regexp() {
    RubyRegexp expression = reader.required("expression", NO_PATTERN, RubyRegexp::parse);
    boolean ignoreCase = reader.flag("ignorecase", false);
    boolean multiline = reader.flag("multiline", false);
    if (expression.groupNames().isEmpty()) {
      reader.report(
          reader.placeOf("expression"),
          Remedy.CORRECT,
          "expression has no named group: expected one such as (?<message>.*)");
    }
    RubyRegexp used =
        ignoreCase || multiline
            ? RubyRegexp.compile(expression.source(), ignoreCase, multiline)
            : expression;
    return new ParserConfig.Regexp(rules("time", false, ""), used);
  }

  private FieldRules rules(String timeKey, boolean json, String timeFormat) {
    return new TimeSettings(reader).rules(timeKey, json, timeFormat);
  }

  private static String name(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("expected a value, found none");
    }
    return text.equals("\\t") || text.equals("TAB") ? "\t" : text;
  }

  private static String shown(String delimiter) {
    return delimiter.equals("\t") ? "\\t" : delimiter;
  }

  /** The section, or what the flat parameters of Fluentd 0.12 stand for. */
  private static final class FlatParse {
    private static final List<String> NAMES =
        List.of(
            "types",
            "keys",
            "time_key",
            "time_format",
            "time_type",
            "localtime",
            "utc",
            "timezone",
            "delimiter",
            "label_delimiter",
            "keep_time_key",
            "null_empty_string",
            "null_value_pattern",
            "json_parser",
            "message_key",
            "expression",
            "estimate_current_event");

    private FlatParse() {}

    static Optional<Section> section(SectionReader filter) {
      Optional<Section> given = filter.section("parse");
      return given.isPresent() || !filter.has("format")
          ? given
          : Optional.of(FlatSection.of("parse", filter, NAMES));
    }
  }
}
