package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.routing.TagPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code <match>} sections into routes. Not thread-safe. */
final class MatchSections {
  private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
  private static final List<String> TYPES = List.of("kinesis_firehose", "stdout", "null");

  private final Ids ids;
  private final ReadLog log;

  MatchSections(Ids ids, ReadLog log) {
    this.ids = ids;
    this.log = log;
  }

  /** Warns of unreachable routes. */
  List<Route> read(List<Section> sections, String label) {
    List<Route> routes = new ArrayList<>();
    for (Section section : sections) {
      Route route = route(section, label);
      routes.stream()
          .filter(earlier -> earlier.pattern().matchesEverything())
          .findFirst()
          .ifPresent(
              earlier ->
                  log.warn(
                      section.place(),
                      "<match " + route.pattern() + ">",
                      "no event reaches this section: <match "
                          + earlier.pattern()
                          + "> before it matches everything"));
      routes.add(route);
    }
    return routes;
  }

  private Route route(Section section, String label) {
    TagPattern pattern = pattern(section);
    String heading = "match " + pattern + (label.isEmpty() ? "" : " in " + label);
    PluginSection plugin = PluginSection.open(section, heading, TYPES, ids, log);
    OutputConfig output =
        switch (plugin.type()) {
          case "kinesis_firehose" -> firehose(plugin);
          case "stdout" -> new StdoutOutput(unbuffered(plugin).id());
          default -> new NullOutput(unbuffered(plugin).id());
        };
    return new Route(pattern, output);
  }

  private static TagPattern pattern(Section section) {
    try {
      return TagPattern.parse(section.argument().isEmpty() ? "**" : section.argument());
    } catch (IllegalArgumentException e) {
      throw ReadLog.error(section.place(), "<match " + section.argument() + ">: " + e.getMessage());
    }
  }

  private static PluginSection unbuffered(PluginSection plugin) {
    plugin.reader().refuse(UnsupportedParameters.UNBUFFERED);
    plugin.reader().finish(UnsupportedParameters.MATCH_SECTIONS, "none");
    return plugin;
  }

  private FirehoseOutput firehose(PluginSection plugin) {
    SectionReader reader = plugin.reader();
    reader.refuse(UnsupportedParameters.FIREHOSE);
    reader.only(
        "drop_failed_records_after_batch_request_retries",
        "false",
        "failed records are retried until Firehose accepts them");
    reader.only("reset_backoff_if_success", "true", "every success resets the backoff");
    jsonFormatOnly(reader);
    String region =
        reader
            .optional("region", "from AWS_REGION or the AWS profile", MatchSections::region)
            .orElse("");
    String stream = reader.required("delivery_stream_name", MatchSections::streamName);
    String dataKey =
        reader
            .optional("data_key", "none: the whole record as JSON", MatchSections::field)
            .orElse("");
    boolean appendNewLine = reader.flag("append_new_line", true);
    FirehoseOutput output =
        new FirehoseOutput(
            plugin.id(),
            region,
            stream,
            dataKey,
            reader.flag("chomp_record", false),
            appendNewLine,
            aggregateRecords(reader, dataKey.isEmpty() && appendNewLine),
            BufferSection.read(plugin, log));
    reader.finish(UnsupportedParameters.MATCH_SECTIONS, "<buffer>, <format> of type json");
    return output;
  }

  /** Line feeds separate the events of a record; a {@code data_key} field may contain others. */
  private static boolean aggregateRecords(SectionReader reader, boolean linesAreEvents) {
    boolean aggregate = reader.flag("aggregate_records", false);
    if (aggregate && !linesAreEvents) {
      throw ReadLog.error(
          reader.placeOf("aggregate_records"),
          "in "
              + reader.shown()
              + ": aggregate_records needs one line per event: remove data_key, and leave"
              + " append_new_line true");
    }
    return aggregate;
  }

  private void jsonFormatOnly(SectionReader reader) {
    reader
        .section("format")
        .ifPresent(
            format -> {
              SectionReader inner =
                  new SectionReader(
                      format, "<format> of " + reader.shown(), reader.title() + " <format>", log);
              inner.only("@type", "json", "records are sent as JSON");
              inner.finish(Map.of(), "none");
            });
  }

  private static String streamName(String text) {
    if (!STREAM_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected the name of a delivery stream: 1 to 64 letters, digits, _ . or -");
    }
    return text;
  }

  private static String region(String text) {
    if (!REGION.matcher(text).matches()) {
      throw new IllegalArgumentException("expected an AWS region, such as us-west-2");
    }
    return text;
  }

  private static String field(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("expected the name of a field, such as log");
    }
    return text;
  }
}
