package dev.logproof.aggregator;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.ConfigException;
import dev.logproof.aggregator.config.ConfigReport;
import dev.logproof.commandline.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads a configuration as {@code serve} does and prints its settings or all of its problems. */
@Command(
    name = "check",
    description = {
      "Check a configuration. Print the effective settings with their origin, and Fluentd's own"
          + " default where it differs; or every problem, grouped by what to do.",
      "Exit codes: 0 the configuration is valid, 64 it is not."
    })
final class CheckCommand implements Callable<Integer> {
  /** Form of the report. */
  enum Format {
    TEXT,
    JSON
  }

  @Mixin ConfigOption config = new ConfigOption();

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "Form of the report: text or json. Default: ${DEFAULT-VALUE}.")
  Format format = Format.TEXT;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int exitCode = ExitCode.PASS;
    try {
      AggregatorConfig loaded = config.read(System.getenv());
      if (format == Format.JSON) {
        out.print(ConfigReport.json(loaded));
      } else {
        err.print(ConfigReport.warnings(loaded));
        out.print(ConfigReport.text(loaded));
      }
    } catch (ConfigException e) {
      exitCode = ExitCode.USAGE;
      if (format == Format.JSON) {
        out.print(ConfigReport.json(e));
      } else {
        err.print(
            e.problems().size() == 1
                ? spec.qualifiedName() + ": " + e.getMessage() + "\n"
                : ConfigReport.text(e));
      }
    }
    err.flush();
    out.flush();
    return exitCode;
  }
}
