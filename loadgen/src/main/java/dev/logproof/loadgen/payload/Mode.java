package dev.logproof.loadgen.payload;

import java.util.Locale;

/** Forms of a frame in the forward protocol. */
public enum Mode {
  /** One event, as Docker's driver sends it. */
  MESSAGE,
  /** An array of events. */
  FORWARD,
  /** Concatenated events in a byte string, as Fluentd and Fluent Bit send them. */
  PACKED,
  /** Packed events, compressed with gzip. */
  COMPRESSED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
