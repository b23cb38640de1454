package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.FirehosePacking.Compression;
import java.util.Map;

/**
 * Reads {@code aggregate_records}, {@code aggregate_max_events} and {@code compression} of an
 * output to Firehose. Stateless.
 */
final class PackingParameters {
  private static final String AGGREGATE = "aggregate_records";
  private static final String MAX_EVENTS = "aggregate_max_events";
  private static final String COMPRESSION = "compression";

  private static final Map<String, Compression> COMPRESSIONS =
      Map.of("gzip", Compression.GZIP, "zlib", Compression.ZLIB, "zstd", Compression.ZSTD);

  private PackingParameters() {}

  /**
   * Reports settings that contradict each other.
   *
   * @param linesAreEvents whether line feeds separate the events of a record; a single field may
   *     contain others
   */
  static FirehosePacking read(SectionReader reader, boolean linesAreEvents) {
    boolean aggregate = reader.flag(AGGREGATE, false);
    boolean limited = reader.has(MAX_EVENTS);
    int maxEvents =
        reader
            .optional(MAX_EVENTS, "none", text -> Values.integer(text, 1, Integer.MAX_VALUE))
            .orElse(Integer.MAX_VALUE);
    Compression compression =
        reader
            .optional(COMPRESSION, "none", PackingParameters::compression)
            .orElse(Compression.NONE);
    if (aggregate && !linesAreEvents) {
      reader.report(
          reader.placeOf(AGGREGATE),
          Remedy.CORRECT,
          "aggregate_records needs one line per event: remove data_key, send JSON, and leave"
              + " append_new_line true");
    }
    if (limited && !aggregate) {
      reader.report(
          reader.placeOf(MAX_EVENTS),
          Remedy.CORRECT,
          "aggregate_max_events needs aggregate_records true");
    }
    checkCompression(reader, aggregate, compression);
    return new FirehosePacking(aggregate, maxEvents, compression);
  }

  private static Compression compression(String text) {
    Compression known = COMPRESSIONS.get(text);
    if (known == null) {
      throw new IllegalArgumentException("expected gzip, zstd or zlib");
    }
    return known;
  }

  private static void checkCompression(
      SectionReader reader, boolean aggregate, Compression compression) {
    if (!aggregate && compression == Compression.ZSTD) {
      reader.report(
          reader.placeOf(COMPRESSION),
          Remedy.CORRECT,
          "compression zstd needs aggregate_records true: a frame per event saves little");
    } else if (aggregate && compression == Compression.ZLIB) {
      reader.report(
          reader.placeOf(COMPRESSION),
          Remedy.CORRECT,
          "compression zlib makes objects of many zlib streams, which Athena does not read: write"
              + " gzip or zstd beside aggregate_records");
    }
  }
}
