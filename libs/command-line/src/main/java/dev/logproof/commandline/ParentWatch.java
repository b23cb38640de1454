package dev.logproof.commandline;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Halts this process when its parent is gone, so that a killed experiment leaves no orphans. Active
 * only with {@value #VARIABLE}. Runs on its own thread.
 */
public final class ParentWatch {
  /** Environment variable with the parent's process id. */
  public static final String VARIABLE = "LOGPROOF_PARENT_PID";

  private static final long POLL_NANOS = 300_000_000L;

  private ParentWatch() {}

  static void startIfAsked(Map<String, String> environment) {
    String pid = environment.get(VARIABLE);
    if (pid != null) {
      Thread watcher = new Thread(() -> watch(Long.parseLong(pid)), "parent-watch");
      watcher.setDaemon(true);
      watcher.start();
    }
  }

  private static void watch(long pid) {
    while (ProcessLife.isRunning(pid)) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    abandon(pid);
  }

  private static void abandon(long pid) {
    System.err.println("process " + pid + ", the parent of this process, is gone: stopping");
    Runtime.getRuntime().halt(ExitCode.INTERNAL);
  }
}
