package dev.logproof.loadgen.payload;

import java.util.Locale;

/** The forms a frame of the forward protocol has. */
public enum Mode {
  /** One event, as Docker's driver sends it. */
  MESSAGE,
  /** An array of events. */
  FORWARD,
  /** Events packed one behind the other, as Fluentd and Fluent Bit send them. */
  PACKED,
  /** The same, compressed with gzip. */
  COMPRESSED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
