package dev.logproof.reports.capacity;

import java.util.Locale;

/** Sentences with numbers, the same in every locale. */
final class Text {
  private Text() {}

  static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String rate(double bytesPerSecond) {
    return of("%.2f MB/s", bytesPerSecond / 1e6);
  }

  static String tasks(int tasks) {
    return tasks + (tasks == 1 ? " task" : " tasks");
  }
}
