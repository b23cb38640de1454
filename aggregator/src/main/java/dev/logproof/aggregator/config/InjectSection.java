package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.InjectConfig.TimeType;
import dev.logproof.aggregator.config.syntax.HostName;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.ruby.TimeFormat;
import dev.logproof.aggregator.ruby.TimeZones;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code <inject>}, or the parameters that stood in the output itself before Fluentd 0.14.
 * Stateless.
 */
final class InjectSection {
  private static final Defaults KINESIS = new Defaults(TimeType.STRING, "%Y-%m-%dT%H:%M:%S.%N%z");
  private static final Defaults FLUENTD = new Defaults(TimeType.FLOAT, "");
  private static final String ISO_8601 = "ISO 8601";

  private static final String NEEDED = "needs include_time_key true";

  private InjectSection() {}

  /**
   * Defaults of a plugin.
   *
   * @param format "" for ISO 8601
   */
  private record Defaults(TimeType type, String format) {}

  /** Reads what an output of Fluentd itself adds, by the section or by {@link FlatInject}. */
  static InjectConfig read(SectionReader match) {
    Optional<Section> section = match.section("inject");
    Optional<Section> flat = FlatInject.section(match);
    if (section.isPresent() && flat.isPresent()) {
      match.warn(flat.get().place(), "time_key and tag_key have no effect beside <inject>");
    }
    InjectConfig inject =
        section
            .or(() -> flat)
            .map(given -> inject(match.inner(given), FLUENTD))
            .orElse(InjectConfig.NONE);
    return inject.isNone() ? InjectConfig.NONE : inject;
  }

  /** Reads what an output of the kinesis plugins adds. */
  static InjectConfig read(SectionReader match, boolean dataKey) {
    InjectConfig flat = flat(match);
    Optional<Section> section = match.section("inject");
    InjectConfig inject = section.map(given -> inject(match.inner(given), KINESIS)).orElse(flat);
    if (section.isPresent() && !flat.isNone()) {
      match.warn(
          match.place(), "include_time_key and include_tag_key have no effect beside <inject>");
    }
    if (dataKey && !inject.isNone()) {
      match.warn(
          section.map(Section::place).orElse(match.place()),
          "fields are not added beside data_key, as in the plugin");
      return InjectConfig.NONE;
    }
    return inject.isNone() ? InjectConfig.NONE : inject;
  }

  private static InjectConfig flat(SectionReader match) {
    boolean withTime = match.flag("include_time_key", false);
    boolean withTag = match.flag("include_tag_key", false);
    for (String name : List.of("time_key", "time_format", "localtime", "utc", "timezone")) {
      if (!withTime && match.has(name)) {
        match.warn(match.placeOf(name), name + " has no effect: it " + NEEDED);
      }
    }
    if (!withTag && match.has("tag_key")) {
      match.warn(match.placeOf("tag_key"), "tag_key has no effect: it needs include_tag_key true");
    }
    String timeKey = match.value("time_key", "time", text -> text, text -> text);
    String tagKey = match.value("tag_key", "tag", text -> text, text -> text);
    TimeFormat format = timeFormat(match, KINESIS.format());
    return new InjectConfig(
        "", "", "", withTag ? tagKey : "", withTime ? timeKey : "", TimeType.STRING, format);
  }

  private static InjectConfig inject(SectionReader reader, Defaults defaults) {
    String hostnameKey = key(reader, "hostname_key");
    String hostname =
        reader.optional("hostname", "of this machine", text -> text).orElseGet(HostName::read);
    Map<String, TimeType> types = new LinkedHashMap<>();
    for (TimeType type : TimeType.values()) {
      types.put(type.name().toLowerCase(Locale.ROOT), type);
    }
    String workerIdKey = key(reader, "worker_id_key");
    String tagKey = key(reader, "tag_key");
    String timeKey = key(reader, "time_key");
    if (timeKey.isEmpty() && reader.has("time_format")) {
      reader.warn(reader.placeOf("time_format"), "time_format has no effect without time_key");
    }
    TimeType type = reader.choice("time_type", defaults.type(), types);
    if (type != TimeType.STRING && !timeKey.isEmpty() && reader.has("time_format")) {
      reader.warn(
          reader.placeOf("time_format"),
          "time_format has no effect, as in Fluentd: it needs time_type string");
    }
    TimeFormat format = timeFormat(reader, defaults.format());
    reader.finish(Map.of(), "none");
    return new InjectConfig(hostnameKey, hostname, workerIdKey, tagKey, timeKey, type, format);
  }

  private static String key(SectionReader reader, String name) {
    return reader.optional(name, "none", text -> text).orElse("");
  }

  private static TimeFormat timeFormat(SectionReader reader, String byDefault) {
    String format =
        reader.value(
            "time_format", byDefault, text -> text, text -> text.isEmpty() ? ISO_8601 : text);
    boolean bothGiven = reader.has("localtime") && reader.has("utc");
    boolean localtime = reader.flag("localtime", true);
    boolean utc = reader.flag("utc", false);
    if (bothGiven && localtime == utc) {
      reader.report(
          reader.placeOf("utc"), Remedy.CORRECT, "expected either utc or localtime, found both");
    }
    ZoneId local = utc || !localtime ? ZoneOffset.UTC : ZoneId.systemDefault();
    Optional<ZoneId> given = reader.optional("timezone", "of the process", TimeZones::parse);
    ZoneId zone = given.orElse(local);
    return format.isEmpty()
        ? TimeFormat.iso8601(zone, given.isEmpty() && (utc || !localtime))
        : TimeFormat.of(format, zone);
  }
}
