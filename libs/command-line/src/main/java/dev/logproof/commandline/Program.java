package dev.logproof.commandline;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Runs a picocli command with options also from {@code LOGPROOF_…} variables, one-line errors,
 * documented exit codes, and a signal handler that waits for the command. Confined to the main
 * thread.
 */
public final class Program {
  private static final String ENVIRONMENT_PREFIX = "LOGPROOF_";

  private Program() {}

  /** Runs {@code command} and exits with its exit code. */
  public static void main(Object command, String... args) {
    ParentWatch.startIfAsked(System.getenv());
    Termination.shared().install();
    Termination.shared().exit(runOrReport(command, args));
  }

  /** An error must not end the main thread: a shutdown waits for its exit code. */
  private static int runOrReport(Object command, String... args) {
    try {
      return run(command, System.getenv(), args);
    } catch (Throwable error) {
      System.err.println("internal error: " + error);
      error.printStackTrace();
      return ExitCode.INTERNAL;
    }
  }

  /** Runs {@code command} and returns its exit code. */
  public static int run(Object command, Map<String, String> environment, String... args) {
    return commandLine(command, environment).execute(args);
  }

  /** Returns the configured parser. */
  public static CommandLine commandLine(Object command, Map<String, String> environment) {
    CommandLine line = new CommandLine(command);
    registerQuantities(line);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setDefaultValueProvider(argument -> fromEnvironment(argument, environment));
    line.setParameterExceptionHandler((error, given) -> report(error));
    line.setExecutionExceptionHandler((error, at, parsed) -> report(error, at));
    line.setExitCodeExceptionMapper(error -> ExitCode.INTERNAL);
    return line;
  }

  private static void registerQuantities(CommandLine line) {
    line.registerConverter(ByteRate.class, new ParsedOption<>(ByteRate::parse));
    line.registerConverter(ByteSize.class, new ParsedOption<>(ByteSize::parse));
    line.registerConverter(EventRate.class, new ParsedOption<>(EventRate::parse));
    line.registerConverter(java.time.Duration.class, new ParsedOption<>(Durations::parse));
  }

  /** Null tells picocli that the option is unset. */
  private static String fromEnvironment(ArgSpec argument, Map<String, String> environment) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    if (List.of("--help", "--version").contains(option.longestName())) {
      return null;
    }
    return environment.get(variableOf(option.longestName()));
  }

  /** {@code --metrics-port} becomes {@code LOGPROOF_METRICS_PORT}. */
  static String variableOf(String flag) {
    return ENVIRONMENT_PREFIX
        + flag.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static int report(CommandLine.ParameterException error) {
    CommandLine at = error.getCommandLine();
    String name = at.getCommandSpec().qualifiedName();
    PrintWriter err = at.getErr();
    err.printf("%s: %s; see '%s --help'%n", name, oneLine(error.getMessage()), name);
    err.flush();
    return ExitCode.USAGE;
  }

  private static int report(Exception error, CommandLine at) {
    String name = at.getCommandSpec().qualifiedName();
    PrintWriter err = at.getErr();
    boolean expected = error instanceof CommandFailure;
    String message = error.getMessage() == null ? error.toString() : oneLine(error.getMessage());
    if (expected) {
      err.printf("%s: %s%n", name, message);
    } else {
      err.printf(
          "%s: internal error: %s: %s; use --verbose for a stack trace%n",
          name, error.getClass().getSimpleName(), message);
    }
    if (verbose(at)) {
      error.printStackTrace(err);
    }
    err.flush();
    return error instanceof CommandFailure failure ? failure.exitCode() : ExitCode.INTERNAL;
  }

  private static boolean verbose(CommandLine at) {
    OptionSpec option = at.getCommandSpec().findOption("--verbose");
    return option != null && Boolean.TRUE.equals(option.getValue());
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
