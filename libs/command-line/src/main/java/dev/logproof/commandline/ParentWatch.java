package dev.logproof.commandline;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends this process when the one that started it is gone, so that killing an experiment leaves no
 * orphan. Asked for by {@value #VARIABLE}; nothing happens without it. Runs on a thread of its own.
 */
public final class ParentWatch {
  /** Names the process whose end is ours. */
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
    System.err.println("process " + pid + ", which started this one, is gone: stopping");
    Runtime.getRuntime().halt(ExitCode.INTERNAL);
  }
}
