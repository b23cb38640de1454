package dev.logproof.commandline;

/**
 * The exit codes of every program, after Jepsen's: a verdict that could not be reached is not the
 * same as one that failed, and neither is a misspelt flag.
 */
public final class ExitCode {
  /** The work was done, or the claim holds. */
  public static final int PASS = 0;

  /** The claim does not hold, or events remained undelivered. */
  public static final int FAIL = 1;

  /** Nothing was measured, or not what was asked: neither pass nor fail. */
  public static final int UNKNOWN = 2;

  /** The command line, a configuration file or an input is wrong. */
  public static final int USAGE = 64;

  /** A defect of ours. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
