package dev.logproof.loadgen.payload;

import java.util.Locale;

/**
 * Frame forms of the forward protocol: Docker's driver sends {@link #MESSAGE}, Fluentd and Fluent
 * Bit {@link #PACKED}.
 */
public enum Mode {
  MESSAGE,
  FORWARD,
  PACKED,
  COMPRESSED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
