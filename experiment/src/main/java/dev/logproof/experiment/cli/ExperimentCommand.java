package dev.logproof.experiment.cli;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code experiment}: runs the whole pipeline on one machine. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      ReproduceCommand.class,
      ThroughputCommand.class,
      DeploymentCommand.class,
      ScaleCommand.class,
      FaultsCommand.class,
      SoakCommand.class,
      ResumeCommand.class,
      CompareCommand.class
    },
    description = {
      "Run the complete pipeline as processes on one machine, and measure any aggregator in it.",
      "Each suite writes its own directory in --results, with run.json, report.html, the journals"
          + " of the load runs and the logs of all processes. Ctrl-C keeps what was measured;"
          + " resume continues."
    },
    footer = {
      "",
      "Examples:",
      "  experiment reproduce",
      "  experiment deployment --repeat 10 --target ours --target node"
    })
public final class ExperimentCommand implements Runnable {
  @Mixin CommandOptions options = new CommandOptions();

  @Spec CommandSpec spec;

  /** Starts the program. */
  public static void main(String... args) {
    Program.main(new ExperimentCommand(), args);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "expected a subcommand: " + String.join(", ", spec.subcommands().keySet()));
  }
}
