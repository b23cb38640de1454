package dev.logproof.aggregator.config;

import java.util.Locale;

/**
 * How events become the records of a stream.
 *
 * @param aggregated packs as many events per record as Firehose accepts; for streams to S3
 * @param maxEvents events per record at most, if aggregated
 */
public record FirehosePacking(boolean aggregated, int maxEvents, Compression compression) {
  /** One record per event, as it is. */
  public static final FirehosePacking EVENTS =
      new FirehosePacking(false, Integer.MAX_VALUE, Compression.NONE);

  /** Compression of each record. */
  public enum Compression {
    NONE,
    GZIP,
    ZLIB,
    ZSTD;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns whether records are sent compressed. */
  public boolean isCompressed() {
    return compression != Compression.NONE;
  }
}
