package dev.logproof.throughput.process;

import java.util.Optional;
import java.util.OptionalLong;

/** Parses files of {@code /proc}. Stateless. */
final class ProcStat {
  /** Index of the user time after the process name, which may contain spaces and parentheses. */
  private static final int USER_TICKS = 11;

  private static final int FIELDS_NEEDED = USER_TICKS + 4;

  private ProcStat() {}

  /**
   * CPU time in {@code /proc/PID/stat} in clock ticks, including children that were waited for;
   * empty when the text is malformed.
   */
  static OptionalLong ticks(String stat) {
    int name = stat.lastIndexOf(')');
    String[] fields = stat.substring(name + 1).strip().split("\\s+", -1);
    if (name < 0 || fields.length < FIELDS_NEEDED) {
      return OptionalLong.empty();
    }
    long ticks = 0;
    for (int i = USER_TICKS; i < FIELDS_NEEDED; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return OptionalLong.of(ticks);
  }

  /** Value of {@code key} in {@code /proc/PID/status}, in bytes. */
  static Optional<Long> bytes(String status, String key) {
    return status
        .lines()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).replace("kB", "").strip())
        .map(kibibytes -> Long.parseLong(kibibytes) << 10)
        .findFirst();
  }

  /** Busy time of all processors in {@code /proc/stat}, in clock ticks. */
  static OptionalLong busyTicks(String stat) {
    Optional<String[]> fields =
        stat.lines()
            .filter(line -> line.startsWith("cpu "))
            .map(line -> line.split("\\s+", -1))
            .findFirst();
    if (fields.isEmpty() || fields.get().length < 9) {
      return OptionalLong.empty();
    }
    long ticks = 0;
    for (int i = 1; i <= 8; i++) {
      boolean idle = i == 4 || i == 5;
      ticks += idle ? 0 : Long.parseLong(fields.get()[i]);
    }
    return OptionalLong.of(ticks);
  }
}
