package dev.logproof.reports.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats numbers for the page, independent of the locale. */
final class Numbers {
  private Numbers() {}

  static String megabytesPerSecond(double bytesPerSecond) {
    return text("%.2f MB/s", bytesPerSecond / 1e6);
  }

  /** 0 means that the machine did not report the value. */
  static String mebibytes(long bytes) {
    return bytes <= 0 ? "unknown" : text("%,.0f MiB", bytes / (double) (1 << 20));
  }

  static String count(long n) {
    return text("%,d", n);
  }

  /** Time of day, UTC. */
  static String time(long millis) {
    String instant = Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    return instant.replace("T", " ").replace("Z", "");
  }

  static String plural(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : "s");
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
