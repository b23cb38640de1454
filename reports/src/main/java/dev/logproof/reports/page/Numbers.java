package dev.logproof.reports.page;

import java.util.Locale;

/** Numbers as the page shows them, the same in every locale. */
final class Numbers {
  private Numbers() {}

  static String megabytesPerSecond(double bytesPerSecond) {
    return text("%.2f MB/s", bytesPerSecond / 1e6);
  }

  /** Zero stands for what the machine would not tell. */
  static String mebibytes(long bytes) {
    return bytes <= 0 ? "unknown" : text("%,.0f MiB", bytes / (double) (1 << 20));
  }

  static String count(long n) {
    return text("%,d", n);
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
