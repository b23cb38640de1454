package dev.logproof.commandline;

import java.util.Map;

/**
 * Ends this process when the one that started it is gone, so that killing an experiment leaves no
 * orphan. Asked for by {@value #VARIABLE}; nothing happens without it. Runs on a thread of its own.
 */
public final class ParentWatch {
  /** Names the process whose end is ours. */
  public static final String VARIABLE = "LOGPROOF_PARENT_PID";

  private ParentWatch() {}

  static void startIfAsked(Map<String, String> environment) {
    String pid = environment.get(VARIABLE);
    if (pid != null) {
      ProcessHandle.of(Long.parseLong(pid))
          .ifPresentOrElse(parent -> watch(parent, pid), () -> abandon(pid));
    }
  }

  private static void watch(ProcessHandle parent, String pid) {
    Thread watcher =
        new Thread(
            () -> {
              parent.onExit().join();
              abandon(pid);
            },
            "parent-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void abandon(String pid) {
    System.err.println("process " + pid + ", which started this one, is gone: stopping");
    Runtime.getRuntime().halt(ExitCode.INTERNAL);
  }
}
