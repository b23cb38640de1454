package dev.logproof.system.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the text of a {@code fluent.conf}: a forward and an HTTP source, then matches. */
public final class FluentConf {
  /** Stream that local-aws delivers to S3 below {@code backend/}. */
  public static final String S3_STREAM = "s3-delivery-stream";

  /** Stream that local-aws delivers below {@code frontend/}, or to OpenSearch. */
  public static final String SEARCH_STREAM = "elasticsearch-delivery-stream";

  private final StringBuilder text = new StringBuilder();

  private FluentConf() {}

  /** Both sources; {@code forwardLines} are further lines of the forward source. */
  public static FluentConf withSources(String... forwardLines) {
    return new FluentConf()
        .section("<source>", List.of("@type forward"), forwardLines)
        .section("<source>", List.of("@type http"));
  }

  /** A match that discards events. */
  public FluentConf discard(String pattern) {
    return section("<match " + pattern + ">", List.of("@type null"));
  }

  /** A match that delivers to {@code stream}, with the lines of its {@code <buffer>}. */
  public FluentConf firehose(String pattern, String stream, String... bufferLines) {
    return firehose(pattern, stream, List.of(), bufferLines);
  }

  /** A match that delivers to {@code stream}, with {@code lines} of its own. */
  public FluentConf firehose(
      String pattern, String stream, List<String> lines, String... bufferLines) {
    List<String> all = new ArrayList<>(List.of("@type kinesis_firehose"));
    all.add("delivery_stream_name " + stream);
    all.addAll(lines);
    all.add(new FluentConf().section("<buffer>", List.of(bufferLines)).text().strip());
    return section("<match " + pattern + ">", all);
  }

  /** A section that starts with {@code head}. */
  public FluentConf section(String head, List<String> lines, String... more) {
    text.append(head).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
    List.of(more).forEach(line -> text.append(line).append('\n'));
    text.append(head.replaceFirst("^<(\\w+).*$", "</$1>")).append('\n');
    return this;
  }

  public String text() {
    return text.toString();
  }

  /** Writes the text to {@code file}; returns its path as an argument of {@code --config}. */
  public String write(Path file) throws IOException {
    return Files.writeString(file, text()).toString();
  }
}
