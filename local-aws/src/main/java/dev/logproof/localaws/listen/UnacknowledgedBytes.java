package dev.logproof.localaws.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Bytes of a connection that its peer's kernel has not acknowledged; a reset discards them. Read
 * from Linux's table of connections (proc(5), {@code /proc/net/tcp}), which is slow and meant for
 * faults. Stateless.
 */
public final class UnacknowledgedBytes {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int QUEUES = 4;
  private static final int HEX = 16;

  private UnacknowledgedBytes() {}

  /** Returns the bytes, or nothing where the system does not tell, or the connection is closed. */
  public static OptionalLong of(InetSocketAddress local, InetSocketAddress remote) {
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> rows(Path.of("/proc/self/net", table)))
        .filter(row -> isPort(row[LOCAL], local) && isPort(row[REMOTE], remote))
        .mapToLong(row -> Long.parseLong(row[QUEUES], 0, row[QUEUES].indexOf(':'), HEX))
        .findFirst();
  }

  private static Stream<String[]> rows(Path table) {
    try {
      return Files.readAllLines(table).stream()
          .skip(1)
          .map(line -> line.strip().split("\\s+"))
          .filter(row -> row.length > QUEUES);
    } catch (IOException e) {
      return Stream.of();
    }
  }

  private static boolean isPort(String address, InetSocketAddress given) {
    return address.endsWith(String.format(Locale.ROOT, ":%04X", given.getPort()));
  }
}
