package dev.logproof.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks whether a process is running. A zombie, which has ended but is not yet reaped by its
 * parent, counts as gone. Stateless.
 */
public final class ProcessLife {
  private ProcessLife() {}

  /** Returns true while process {@code pid} exists and is not a zombie. */
  public static boolean isRunning(long pid) {
    Path entry = Path.of("/proc", Long.toString(pid));
    return Files.isDirectory(Path.of("/proc", "self"))
        ? Files.exists(entry) && !isZombie(entry)
        : ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /**
   * Returns false when the entry exists but cannot be read: this process may be out of file
   * descriptors. {@link ProcessHandle#isAlive} would then return false for every process.
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
