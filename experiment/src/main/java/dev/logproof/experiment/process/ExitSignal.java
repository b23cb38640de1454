package dev.logproof.experiment.process;

import java.util.Map;

/** Exit codes above 128 are signals, as shells and the JVM tell them. */
public final class ExitSignal {
  private static final int BASE = 128;
  private static final int TERM = 15;

  private static final Map<Integer, String> NAMES =
      Map.of(1, "SIGHUP", 2, "SIGINT", 6, "SIGABRT", 9, "SIGKILL", 11, "SIGSEGV", TERM, "SIGTERM");

  private ExitSignal() {}

  /** The code, with the signal it stands for. */
  static String describe(int exitCode) {
    String signal = NAMES.get(exitCode - BASE);
    return signal == null ? Integer.toString(exitCode) : exitCode + " (" + signal + ")";
  }

  /** True when something other than SIGTERM, which the experiment sends, ended the process. */
  public static boolean isForeign(int exitCode) {
    return exitCode != BASE + TERM && NAMES.containsKey(exitCode - BASE);
  }
}
