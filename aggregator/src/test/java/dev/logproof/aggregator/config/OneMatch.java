package dev.logproof.aggregator.config;

import java.util.Map;

/** Reads configurations with one {@code <match>}; a semicolon stands for the end of a line. */
public final class OneMatch {
  private OneMatch() {}

  /** Returns the output of a match with these lines. */
  public static OutputConfig output(String lines) {
    String text = "<source>;@type forward;</source>;<match **>;" + lines + ";</match>";
    return AggregatorConfig.parse("f.conf", text.replace(';', '\n'), Map.of())
        .routesByLabel()
        .get("")
        .get(0)
        .output();
  }

  /** Returns an output to a stream with these further lines. */
  public static StreamOutput firehose(String stream, String lines) {
    String head = "@type kinesis_firehose;region r-1;delivery_stream_name " + stream + ";";
    return (StreamOutput) output(head + lines);
  }
}
