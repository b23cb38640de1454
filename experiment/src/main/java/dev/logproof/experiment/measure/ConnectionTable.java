package dev.logproof.experiment.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Counts established connections of a listening port from {@code /proc/net/tcp}. */
public final class ConnectionTable {
  private static final List<Path> FILES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final String ESTABLISHED = "01";
  private static final int LOCAL = 1;
  private static final int STATE = 3;

  private final List<String> lines;

  private ConnectionTable(List<String> lines) {
    this.lines = lines;
  }

  /** Reads the table of this machine; it is empty where there is none. */
  public static ConnectionTable read() {
    return new ConnectionTable(FILES.stream().flatMap(file -> lines(file).stream()).toList());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Uses the lines of a table, with its header. */
  static ConnectionTable of(List<String> lines) {
    return new ConnectionTable(List.copyOf(lines));
  }

  /** Connections accepted on {@code port}; empty without a table. */
  public OptionalLong established(int port) {
    if (lines.isEmpty()) {
      return OptionalLong.empty();
    }
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    return OptionalLong.of(lines.stream().filter(line -> isEstablished(line, suffix)).count());
  }

  private static boolean isEstablished(String line, String localSuffix) {
    String[] fields = line.strip().split("\\s+", -1);
    return fields.length > STATE
        && fields[LOCAL].endsWith(localSuffix)
        && fields[STATE].equals(ESTABLISHED);
  }
}
