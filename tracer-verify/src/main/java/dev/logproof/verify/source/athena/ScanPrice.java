package dev.logproof.verify.source.athena;

import java.util.Locale;

/**
 * What a query costs: Athena charges for the bytes it reads as they are stored, rounded up to a
 * megabyte, at least 10 (Athena pricing). The price is the region's and changes, so it is an
 * option.
 *
 * @param dollarsPerTerabyte of data read
 */
public record ScanPrice(double dollarsPerTerabyte) {
  private static final double MB = 1e6;
  private static final double LEAST_MB = 10;
  private static final double MB_PER_TB = 1e6;

  /** Dollars for a query that reads {@code bytes}. */
  public double dollars(long bytes) {
    return Math.max(LEAST_MB, Math.ceil(bytes / MB)) / MB_PER_TB * dollarsPerTerabyte;
  }

  /** Size and price, for people. */
  String of(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB for $%.5f", bytes / MB, dollars(bytes));
  }
}
