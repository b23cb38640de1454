package dev.logproof.aggregator;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.Program;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code aggregator}. */
@Command(
    name = "aggregator",
    description = "Log aggregator that replaces Fluentd in front of Amazon Data Firehose.",
    subcommands = {ServeCommand.class, CheckCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = picocli.CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "(serve | check)")
public final class AggregatorCommand {
  @Mixin CommandOptions options = new CommandOptions();

  /** Preloads the SDK in the background for {@code serve}. */
  public static void main(String... args) {
    if (List.of(args).contains("serve")) {
      SdkPreloader.begin();
    }
    Program.main(new AggregatorCommand(), args);
  }
}
