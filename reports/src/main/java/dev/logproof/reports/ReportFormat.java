package dev.logproof.reports;

import java.util.Locale;

/** Format of a report on standard output. */
enum ReportFormat {
  TABLE,
  JSON,
  /** The same table, for a pull request. */
  MARKDOWN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
