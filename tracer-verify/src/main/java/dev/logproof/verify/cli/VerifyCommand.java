package dev.logproof.verify.cli;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The program {@code verify}. */
@Command(
    name = "verify",
    description = "Reports what a log pipeline lost, duplicated, delayed or damaged.",
    subcommands = {TracersCommand.class, CalibrateCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "(tracers | calibrate)")
public final class VerifyCommand {
  @Mixin CommandOptions options = new CommandOptions();

  /** Runs the command. */
  public static void main(String... args) {
    Program.main(new VerifyCommand(), args);
  }
}
