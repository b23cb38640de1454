package dev.logproof.localaws;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code local-aws} command. Confined to the main thread. */
@Command(
    name = "local-aws",
    description = "Local replacement for AWS, from PutRecordBatch to the object in S3.",
    subcommands = ServeCommand.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = BuildVersion.class)
public final class LocalAwsCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin CommandOptions options;

  /** Runs the command. */
  public static void main(String[] args) {
    Program.main(new LocalAwsCommand(), args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: expected serve");
  }
}
