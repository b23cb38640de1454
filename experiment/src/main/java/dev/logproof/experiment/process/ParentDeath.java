package dev.logproof.experiment.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ends a foreign program with this process. Logproof's programs watch their parent; others are
 * started through {@code setpriv} of util-linux, where it exists.
 */
final class ParentDeath {
  private static final List<Path> TOOLS =
      List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));

  private ParentDeath() {}

  /** Words to put before the command. The signal follows the end of the starting thread. */
  static List<String> guard() {
    return TOOLS.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(tool -> Stream.of(tool.toString(), "--pdeathsig", "KILL").toList())
        .orElse(List.of());
  }
}
