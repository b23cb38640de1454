package dev.logproof.aggregator;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.ConfigException;
import dev.logproof.aggregator.config.ConfigReport;
import dev.logproof.aggregator.explain.Explainer;
import dev.logproof.aggregator.explain.Explanation;
import dev.logproof.aggregator.explain.ExplanationReport;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.ExitCode;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
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
      "With --explain, follow one event through filters, labels and outputs with the code of serve,"
          + " and print what would be delivered where.",
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

  @Option(
      names = "--explain",
      paramLabel = "TAG",
      defaultValue = "",
      description = "Print which filters and outputs an event with this tag passes, per source.")
  String explainedTag = "";

  @Option(
      names = "--record",
      paramLabel = "JSON",
      defaultValue = "",
      description =
          "Record of the event for --explain, such as '{\"log\":\"a line\"}'. Without it, filters and"
              + " outputs are named only.")
  String record = "";

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int exitCode = ExitCode.PASS;
    try {
      AggregatorConfig loaded = config.read(System.getenv());
      if (!explainedTag.isEmpty()) {
        out.print(explanation(loaded));
      } else if (format == Format.JSON) {
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

  private String explanation(AggregatorConfig loaded) {
    try {
      List<Explanation> ways = Explainer.explain(loaded, Clock.systemUTC(), explainedTag, record);
      return format == Format.JSON
          ? ExplanationReport.json(explainedTag, ways)
          : ExplanationReport.text(explainedTag, ways);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--record: " + e.getMessage(), e);
    }
  }
}
