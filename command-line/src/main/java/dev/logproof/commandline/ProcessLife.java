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
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie(pid);
  }

  /** Where there is no /proc, nobody is known to be a zombie. */
  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return false;
    }
  }
}
