package dev.logproof.aggregator.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Formats the output of {@code aggregator check}; masks secrets. Stateless. */
public final class ConfigReport {
  private static final JsonFactory JSON = new JsonFactory();

  private ConfigReport() {}

  /** Returns the settings in force. */
  public static String text(AggregatorConfig config) {
    return EffectiveSettings.render(config);
  }

  /** Returns one warning per line. */
  public static String warnings(AggregatorConfig config) {
    return config.warnings().stream()
        .map(warning -> "warning: " + warning + "\n")
        .collect(Collectors.joining());
  }

  /** Returns the problems, grouped by what to do. */
  public static String text(ConfigException refused) {
    StringBuilder text = new StringBuilder();
    int count = refused.problems().size();
    text.append(count).append(count == 1 ? " problem" : " problems").append('\n');
    for (Remedy remedy : Remedy.values()) {
      List<ConfigProblem> group =
          refused.problems().stream().filter(problem -> problem.remedy() == remedy).toList();
      if (!group.isEmpty()) {
        text.append('\n').append(remedy.title()).append(":\n");
        group.forEach(problem -> text.append("  ").append(problem).append('\n'));
      }
    }
    return text.toString();
  }

  /** Returns settings and warnings as one JSON object. */
  public static String json(AggregatorConfig config) {
    return write(
        json -> {
          json.writeBooleanField("valid", true);
          problems(json, List.of());
          json.writeArrayFieldStart("warnings");
          for (ConfigWarning warning : config.warnings()) {
            json.writeStartObject();
            place(json, warning.file(), warning.line());
            json.writeStringField("section", warning.section());
            json.writeStringField("message", warning.message());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("settings");
          for (EffectiveSetting setting : config.settings()) {
            setting(json, setting);
          }
          json.writeEndArray();
        });
  }

  /** Returns the problems as one JSON object. */
  public static String json(ConfigException refused) {
    return write(
        json -> {
          json.writeBooleanField("valid", false);
          problems(json, refused.problems());
        });
  }

  private static void problems(JsonGenerator json, List<ConfigProblem> problems)
      throws IOException {
    json.writeArrayFieldStart("problems");
    for (ConfigProblem problem : problems) {
      json.writeStartObject();
      place(json, problem.file(), problem.line());
      json.writeStringField("remedy", problem.remedy().title());
      json.writeStringField("message", problem.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void setting(JsonGenerator json, EffectiveSetting setting) throws IOException {
    json.writeStartObject();
    json.writeStringField("section", setting.section());
    json.writeStringField("name", setting.name());
    json.writeStringField("value", setting.value());
    json.writeStringField("origin", setting.origin());
    if (!setting.fluentd().isEmpty()) {
      json.writeStringField("fluentd_default", setting.fluentd());
    }
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, String file, int line) throws IOException {
    json.writeStringField("file", file);
    json.writeNumberField("line", line);
  }

  /** Writes the members of the object. */
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static String write(Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }
}
