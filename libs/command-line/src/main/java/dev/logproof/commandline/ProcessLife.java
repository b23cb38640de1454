package dev.logproof.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks whether a process is running. A zombie counts as gone. */
public final class ProcessLife {
  private ProcessLife() {}

  /** Returns true while the process exists and is not a zombie. */
  public static boolean isRunning(long pid) {
    Path entry = Path.of("/proc", Long.toString(pid));
    return Files.isDirectory(Path.of("/proc", "self"))
        ? Files.exists(entry) && !isZombie(entry)
        : ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /**
   * Without file descriptors the entry is unreadable, and {@link ProcessHandle#isAlive} is false
   * for every process.
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
