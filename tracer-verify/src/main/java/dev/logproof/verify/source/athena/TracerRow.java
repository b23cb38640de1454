package dev.logproof.verify.source.athena;

import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.util.List;

/**
 * One row of the result of {@link TracerQuery}.
 *
 * @param run empty for kinds without one
 */
record TracerRow(
    String kind, String run, long source, long first, long last, long copies, boolean late) {
  private static final int COLUMNS = 7;

  static TracerRow parse(List<String> row) throws IOException {
    try {
      if (row.size() == COLUMNS) {
        return new TracerRow(
            row.get(0),
            row.get(1),
            number(row.get(2)),
            number(row.get(3)),
            number(row.get(4)),
            number(row.get(5)),
            Boolean.parseBoolean(row.get(6)));
      }
    } catch (NumberFormatException e) {
      throw unexpected(row, e);
    }
    throw unexpected(row, new NumberFormatException("columns"));
  }

  private static IOException unexpected(List<String> row, NumberFormatException cause) {
    return new IOException("Athena returned an unexpected row: " + row, cause);
  }

  private static long number(String text) {
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  void tell(TracerCheck check) throws IOException {
    switch (kind) {
      case TracerQuery.SEEN -> check.observeRange(run, source, first, last, copies, late);
      case TracerQuery.OTHER -> check.observeOthers(run, copies);
      case TracerQuery.CORRUPT -> check.observeCorrupt(copies);
      case TracerQuery.TOOK -> {
        for (long seconds = first; seconds <= last; seconds++) {
          check.latencies().add(seconds, copies);
        }
      }
      default -> throw unexpected(List.of(kind), new NumberFormatException("kind"));
    }
  }
}
