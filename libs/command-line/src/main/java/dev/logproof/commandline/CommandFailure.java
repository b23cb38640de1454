package dev.logproof.commandline;

/**
 * Ends a program with one line on standard error and a documented exit code. The message names the
 * value, what was expected and where; it is for the user, so no stack trace is printed unless
 * {@code --verbose} asks for it.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Wrong input: {@link ExitCode#USAGE}. */
  public static CommandFailure badInput(String message) {
    return new CommandFailure(ExitCode.USAGE, message, null);
  }

  /** Wrong input found by way of an exception: {@link ExitCode#USAGE}. */
  public static CommandFailure badInput(String message, Throwable cause) {
    return new CommandFailure(ExitCode.USAGE, message, cause);
  }

  /** Nothing could be measured: {@link ExitCode#UNKNOWN}. */
  public static CommandFailure unknown(String message) {
    return new CommandFailure(ExitCode.UNKNOWN, message, null);
  }

  /** Nothing could be measured, because of an exception: {@link ExitCode#UNKNOWN}. */
  public static CommandFailure unknown(String message, Throwable cause) {
    return new CommandFailure(ExitCode.UNKNOWN, message, cause);
  }

  /** The code the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
