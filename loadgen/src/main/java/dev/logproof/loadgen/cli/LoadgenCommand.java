package dev.logproof.loadgen.cli;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** {@code loadgen}: the load generator. */
@Command(
    name = "loadgen",
    description = "Sends logs over the forward protocol at an exact rate, with numbered tracers.",
    subcommands = RunCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "run")
public final class LoadgenCommand {
  @Mixin CommandOptions options = new CommandOptions();

  /** Starts the program. */
  public static void main(String... args) {
    Program.main(new LoadgenCommand(), args);
  }
}
