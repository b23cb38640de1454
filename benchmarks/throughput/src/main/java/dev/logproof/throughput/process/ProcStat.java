package dev.logproof.throughput.process;

import java.util.Optional;
import java.util.OptionalLong;

/** Parses files of {@code /proc}. */
final class ProcStat {
  /** Index after the process name, which may contain spaces and parentheses. */
  private static final int USER_TICKS = 11;

  private static final int FIELDS_NEEDED = USER_TICKS + 4;

  private ProcStat() {}

  /** Clock ticks in {@code /proc/PID/stat}, including reaped children; empty when malformed. */
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

  static Optional<Long> bytes(String status, String key) {
    return status
        .lines()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).replace("kB", "").strip())
        .map(kibibytes -> Long.parseLong(kibibytes) << 10)
        .findFirst();
  }

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
