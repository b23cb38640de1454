package dev.logproof.aggregator;

import dev.logproof.aggregator.config.EffectiveSettings;
import dev.logproof.commandline.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads a configuration as {@code serve} does and prints its settings. */
@Command(
    name = "check",
    description = {
      "Check a configuration and print the effective settings.",
      "Exit codes: 0 the configuration is valid, 64 it is not; the message states where and why."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin ConfigOption config = new ConfigOption();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(EffectiveSettings.render(config.load(System.getenv())));
    spec.commandLine().getOut().flush();
    return ExitCode.PASS;
  }
}
