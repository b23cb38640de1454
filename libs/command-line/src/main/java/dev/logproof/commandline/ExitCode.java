package dev.logproof.commandline;

/** Exit codes of every program. As in Jepsen, an inconclusive result differs from a failed one. */
public final class ExitCode {
  /** The work is done, or the claim holds. */
  public static final int PASS = 0;

  /** The claim does not hold, or events remain undelivered. */
  public static final int FAIL = 1;

  /** Nothing, or not the requested thing, was measured. */
  public static final int UNKNOWN = 2;

  /** The command line or another input is invalid. */
  public static final int USAGE = 64;

  /** An internal error. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
