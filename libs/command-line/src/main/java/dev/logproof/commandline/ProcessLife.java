package dev.logproof.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether a process still runs. A killed process whose parent has not asked for its exit code
 * is a zombie: it has an entry in the process table and does nothing, and counts as gone here.
 * Stateless; any thread.
 */
public final class ProcessLife {
  private ProcessLife() {}

  /** True while process {@code pid} does something. */
  public static boolean isRunning(long pid) {
    Path entry = Path.of("/proc", Long.toString(pid));
    return Files.isDirectory(Path.of("/proc", "self"))
        ? Files.exists(entry) && !isZombie(entry)
        : ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /**
   * A process whose entry cannot be read is no zombie: this one may have no file descriptor left,
   * with which {@link ProcessHandle#isAlive} is false for every process.
   */
  private static boolean isZombie(Path entry) {
    try {
      String stat = Files.readString(entry.resolve("stat"));
      return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return !Files.exists(entry);
    }
  }
}
