package dev.logproof.commandline;

import java.util.Locale;

/** A rate in bytes per second, written {@code 9MB/s}. */
public record ByteRate(double bytesPerSecond) {
  private static final String EXPECTED =
      "a rate: expected a number, a unit (B, kB, MB, GB = powers of 1000; KiB, MiB, GiB = powers"
          + " of 1024) and '/s', such as 9MB/s";

  /**
   * Parses a rate.
   *
   * @throws IllegalArgumentException for another form or a zero rate
   */
  public static ByteRate parse(String text) {
    String stripped = text.strip();
    if (!stripped.endsWith("/s")) {
      throw new IllegalArgumentException("'" + text + "' is not " + EXPECTED);
    }
    String quantity = stripped.substring(0, stripped.length() - 2);
    Quantity parsed = Quantity.parse(quantity, text, EXPECTED);
    double bytes = parsed.bytes(text, EXPECTED);
    if (parsed.unit().isEmpty() || bytes <= 0) {
      throw new IllegalArgumentException("'" + text + "' is not " + EXPECTED);
    }
    return new ByteRate(bytes);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f MB/s", bytesPerSecond / 1e6);
  }
}
