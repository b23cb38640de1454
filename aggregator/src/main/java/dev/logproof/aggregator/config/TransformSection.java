package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.HostName;
import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.ruby.Expression;
import dev.logproof.aggregator.ruby.FieldPath;
import dev.logproof.aggregator.ruby.RubyRegexp;
import dev.logproof.aggregator.ruby.Template;
import dev.logproof.aggregator.ruby.TimeFormat;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code <filter>} of type record_transformer or record_modifier. Not thread-safe. */
final class TransformSection {
  private static final RubyRegexp NO_PATTERN = RubyRegexp.compile("unreadable", false, false);

  private final SectionReader reader;
  private final Template template;
  private final boolean ruby;
  private final boolean typed;

  private TransformSection(SectionReader reader, String timeText, boolean ruby, boolean typed) {
    this.reader = reader;
    TimeFormat time = TimeFormat.of(timeText, ZoneId.systemDefault());
    this.template = new Template(new Template.Environment(HostName.read(), time));
    this.ruby = ruby;
    this.typed = typed;
  }

  static FilterConfig readTransformer(PluginSection plugin) {
    SectionReader reader = plugin.reader();
    boolean ruby = reader.flag("enable_ruby", false);
    boolean typed = reader.flag("auto_typecast", true);
    boolean renew = reader.flag("renew_record", false);
    List<String> keep = reader.optional("keep_keys", "none", JsonText::list).orElse(List.of());
    if (!keep.isEmpty() && !renew) {
      reader.report(
          reader.placeOf("keep_keys"), Remedy.CORRECT, "keep_keys needs renew_record true");
    }
    TransformSection transform = new TransformSection(reader, TimeFormat.RUBY_TEXT, ruby, typed);
    String timeKey = reader.optional("renew_time_key", "none", text -> text).orElse("");
    List<FieldPath> remove = removeKeys(reader);
    List<FilterConfig.RecordField> fields = transform.fields(transform::transformed);
    reader.finish(Map.of(), "<record>");
    return new FilterConfig.Transform(
        plugin.id(), new FilterConfig.FieldChanges(fields, remove), renew, keep, timeKey);
  }

  static FilterConfig readModifier(PluginSection plugin) {
    SectionReader reader = plugin.reader();
    reader.refuse(
        Map.of(
            "prepare_value",
            new Refusal(Remedy.REMOVE, "there is no Ruby: write the value itself in <record>")));
    reader.only("char_encoding", "utf-8", "texts are UTF-8: convert them in the client");
    TransformSection modify = new TransformSection(reader, "%s", true, true);
    List<FieldPath> remove = removeKeys(reader);
    List<String> only = new ArrayList<>();
    reader.optional("whitelist_keys", "all", JsonText::list).ifPresent(only::addAll);
    if (!only.isEmpty() && !remove.isEmpty()) {
      reader.report(Remedy.CORRECT, "expected either remove_keys or whitelist_keys, found both");
    }
    List<FilterConfig.RecordField> fields = modify.fields(modify::modified);
    if (!only.isEmpty()) {
      fields.forEach(field -> only.add(((Expression.Text) field.name()).text()));
    }
    List<FilterConfig.Replacement> replacements =
        reader.sections("replace").stream().map(modify::replacement).toList();
    reader.finish(Map.of(), "<record>, <replace>");
    return new FilterConfig.Modify(
        plugin.id(), new FilterConfig.FieldChanges(fields, remove), only, replacements);
  }

  private static List<FieldPath> removeKeys(SectionReader reader) {
    return reader
        .optional(
            "remove_keys",
            "none",
            text -> JsonText.list(text).stream().map(FieldPath::parse).toList())
        .orElse(List.of());
  }

  /** Reads every {@code <record>}; each line is one setting. */
  private List<FilterConfig.RecordField> fields(
      Function<Parameter, FilterConfig.RecordField> read) {
    List<FilterConfig.RecordField> fields = new ArrayList<>();
    for (Section record : reader.sections("record")) {
      SectionReader inner = reader.inner(record);
      for (Parameter field : record.parameters()) {
        inner.note(field.name(), field.value(), field.place().toString());
        value(inner, field, read).ifPresent(fields::add);
      }
      inner.finishSections(Map.of(), "none");
    }
    return fields;
  }

  private Optional<FilterConfig.RecordField> value(
      SectionReader inner, Parameter field, Function<Parameter, FilterConfig.RecordField> read) {
    int before = template.unknown().size();
    try {
      FilterConfig.RecordField value = read.apply(field);
      List<String> unknown = template.unknown();
      for (String placeholder : unknown.subList(before, unknown.size())) {
        inner.warn(
            field.place(),
            "unknown placeholder "
                + placeholder
                + " is nil, or empty inside a text, as in Fluentd"
                + (ruby ? "" : "; with Ruby, set enable_ruby true"));
      }
      return Optional.of(value);
    } catch (IllegalArgumentException e) {
      inner.report(field.place(), Remedy.ELSEWHERE, field.name() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private FilterConfig.RecordField transformed(Parameter field) {
    return new FilterConfig.RecordField(expression(field.name(), false), transformedValue(field));
  }

  private FilterConfig.RecordValue transformedValue(Parameter field) {
    String text = field.value();
    if (text.startsWith("{") || text.startsWith("[")) {
      try {
        return JsonText.value(
            text,
            new JsonText.Texts(name -> expression(name, false), value -> expression(value, typed)));
      } catch (IOException e) {
        reader.warn(field.place(), field.name() + " is no JSON, and taken as a text");
      }
    }
    return new FilterConfig.Scalar(expression(text, typed));
  }

  private Expression expression(String text, boolean keepsType) {
    return ruby ? template.ruby(text, keepsType) : template.placeholders(text, keepsType);
  }

  /** Without a placeholder, the text is taken as it is. */
  private FilterConfig.RecordField modified(Parameter field) {
    Expression value =
        field.value().contains("${")
            ? template.ruby(field.value(), true)
            : new Expression.Text(field.value());
    // The time of an event is a number there.
    boolean time =
        value instanceof Expression.Time format && format.format().toString().equals("%s");
    return new FilterConfig.RecordField(
        new Expression.Text(field.name()),
        new FilterConfig.Scalar(time ? new Expression.EpochSeconds() : value));
  }

  private FilterConfig.Replacement replacement(Section section) {
    SectionReader inner = reader.inner(section);
    String key = inner.required("key", "unreadable", text -> text);
    RubyRegexp expression =
        inner.required(
            "expression",
            NO_PATTERN,
            text -> RubyRegexp.compile(text.replaceAll("^/(.*)/$", "$1"), false, false));
    String text = inner.required("replace", "", TransformSection::replacementText);
    inner.finish(Map.of(), "none");
    return new FilterConfig.Replacement(key, expression, text);
  }

  /** Ruby's {@code \1} is Java's {@code $1}. */
  private static String replacementText(String ruby) {
    if (ruby.matches("(?s).*\\\\[^0-9].*")) {
      throw new IllegalArgumentException("expected \\1 to \\9 behind a backslash");
    }
    return ruby.replace("$", "\\$").replaceAll("\\\\([0-9])", "\\$$1");
  }
}
