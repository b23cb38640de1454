package dev.logproof.process;

import java.util.Map;

/** Maps exit codes above 128 to signals, as shells and the JVM report them. */
public final class ExitSignal {
  private static final int BASE = 128;
  private static final int TERM = 15;

  private static final Map<Integer, String> NAMES =
      Map.of(1, "SIGHUP", 2, "SIGINT", 6, "SIGABRT", 9, "SIGKILL", 11, "SIGSEGV", TERM, "SIGTERM");

  private ExitSignal() {}

  static String describe(int exitCode) {
    String signal = NAMES.get(exitCode - BASE);
    return signal == null ? Integer.toString(exitCode) : exitCode + " (" + signal + ")";
  }

  /** Whether a signal other than the experiment's SIGTERM ended the process. */
  public static boolean isForeign(int exitCode) {
    return exitCode != BASE + TERM && NAMES.containsKey(exitCode - BASE);
  }
}
