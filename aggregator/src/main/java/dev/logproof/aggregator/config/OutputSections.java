package dev.logproof.aggregator.config;

import java.util.List;

/** Reads the outputs that {@code <match>} and {@code <store>} have in common. Stateless. */
final class OutputSections {
  static final List<String> TYPES =
      List.of("kinesis_firehose", "kinesis_streams", "file", "forward", "s3", "stdout", "null");

  private OutputSections() {}

  /** Reads a section whose type is one of {@link #TYPES}. */
  static OutputConfig read(PluginSection plugin, ReadLog log) {
    return switch (plugin.type()) {
      case "kinesis_firehose" -> FirehoseSection.read(plugin, log);
      case "kinesis_streams" -> KinesisSection.read(plugin, log);
      case "file" -> FileSection.read(plugin, log);
      case "forward" -> ForwardSection.read(plugin, log);
      case "s3" -> S3Section.read(plugin, log);
      case "stdout" -> StdoutSection.read(plugin);
      default -> nothing(plugin);
    };
  }

  private static NullOutput nothing(PluginSection plugin) {
    plugin.withoutEffect("format", "inject");
    return new NullOutput(withoutBuffer(plugin, "none").id());
  }

  /** Reads the rest of an output that holds no events. */
  static PluginSection withoutBuffer(PluginSection plugin, String sections) {
    plugin.reader().refuse(UnsupportedParameters.UNBUFFERED);
    plugin
        .reader()
        .sections("buffer")
        .forEach(
            section ->
                plugin
                    .reader()
                    .warn(section.place(), "<buffer> has no effect: events are not held"));
    plugin.reader().finish(UnsupportedParameters.MATCH_SECTIONS, sections);
    return plugin;
  }
}
