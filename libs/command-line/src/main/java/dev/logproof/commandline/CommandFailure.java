package dev.logproof.commandline;

/**
 * Ends a program with one line on standard error and a documented exit code. The message names
 * value, expected form and location; {@code --verbose} adds a stack trace.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Invalid input; exits with {@link ExitCode#USAGE}. */
  public static CommandFailure badInput(String message) {
    return new CommandFailure(ExitCode.USAGE, message, null);
  }

  /** Invalid input, with its cause. */
  public static CommandFailure badInput(String message, Throwable cause) {
    return new CommandFailure(ExitCode.USAGE, message, cause);
  }

  /** Nothing could be measured; exits with {@link ExitCode#UNKNOWN}. */
  public static CommandFailure unknown(String message) {
    return new CommandFailure(ExitCode.UNKNOWN, message, null);
  }

  /** Nothing could be measured, with its cause. */
  public static CommandFailure unknown(String message, Throwable cause) {
    return new CommandFailure(ExitCode.UNKNOWN, message, cause);
  }

  /** Exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
