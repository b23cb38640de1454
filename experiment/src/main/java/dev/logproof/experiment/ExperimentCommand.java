package dev.logproof.experiment;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.Program;
import dev.logproof.experiment.cli.CompareCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code experiment}: runs the whole pipeline on one machine. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {ReproduceCommand.class, CompareCommand.class},
    description = "Run the complete pipeline as processes on one machine, and measure it.",
    footer = {"", "Example: experiment reproduce"})
public final class ExperimentCommand implements Runnable {
  @Mixin CommandOptions options = new CommandOptions();

  @Spec CommandSpec spec;

  /** Starts the program. */
  public static void main(String... args) {
    Program.main(new ExperimentCommand(), args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a subcommand: reproduce, compare");
  }
}
