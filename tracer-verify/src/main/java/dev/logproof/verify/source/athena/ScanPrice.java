package dev.logproof.verify.source.athena;

import java.util.Locale;

/**
 * Cost of a query. Athena charges for the stored bytes it reads, rounded up to a megabyte, at least
 * 10 MB (Athena pricing).
 */
public record ScanPrice(double dollarsPerTerabyte) {
  private static final double MB = 1e6;
  private static final double LEAST_MB = 10;
  private static final double MB_PER_TB = 1e6;

  /** Cost in dollars of a query that reads {@code bytes}. */
  public double dollars(long bytes) {
    return Math.max(LEAST_MB, Math.ceil(bytes / MB)) / MB_PER_TB * dollarsPerTerabyte;
  }

  String of(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB for $%.5f", bytes / MB, dollars(bytes));
  }
}
