package dev.logproof.commandline;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The flags every command has; mix in at the top command, they are inherited by the others. */
public final class CommandOptions {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show stack traces with errors.")
  boolean verbose;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "No progress on standard error.")
  boolean quiet;

  /** True when progress is unwanted. */
  public boolean quiet() {
    return quiet;
  }
}
