package dev.logproof.commandline;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options of every command, inherited by subcommands. */
public final class CommandOptions {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print stack traces with errors.")
  boolean verbose;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "Do not print progress on standard error.")
  boolean quiet;

  /** Returns true when progress output is disabled. */
  public boolean quiet() {
    return quiet;
  }
}
