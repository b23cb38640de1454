package dev.logproof.reports;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.Program;
import dev.logproof.record.result.Json;
import dev.logproof.reports.figure.ClosingTable;
import dev.logproof.reports.figure.Figure;
import dev.logproof.reports.figure.JunitXml;
import dev.logproof.reports.figure.MarkdownTable;
import dev.logproof.reports.figure.RunVerdict;
import dev.logproof.reports.figure.TextTable;
import dev.logproof.reports.load.RunLatencies;
import dev.logproof.reports.page.ReportPage;
import dev.logproof.reports.run.RunDirectory;
import dev.logproof.reports.run.RunState;
import dev.logproof.reports.run.StoredRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes one HTML page and prints the closing table of a run. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    description = {
      "Write report.html, a self-contained page, from a run's run.json, and print the closing"
          + " table, which compares the article's figures with the measured ones.",
      "Exit codes: 0 everything was measured, no tracer was lost and every task stopped cleanly; 1"
          + " a tracer was lost, or a task was killed, failed or dropped events; 2 a figure could"
          + " not be measured or the run did not complete; 64 bad input; 70 internal error. The"
          + " page is written with codes 0, 1 and 2.",
      "The page holds its charts, tables and data, and needs no network. --format markdown prints"
          + " the closing table for a pull request; --junit writes one test case per condition of"
          + " the verdict and per figure.",
      "With --journal the page describes a load run: its combined segments and its verification."
          + " Without --verdict the exit code is 2, since arrival is not verified."
    },
    footer = {
      "",
      "Examples:",
      "  report --results results",
      "  report --results results --format markdown --junit report.xml",
      "  report --journal results/big-1 --journal results/big-2 --verdict verdict.json"
    })
public final class ReportCommand implements Callable<Integer> {
  static final String FILE_NAME = "report.html";

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description =
          "Directory of a run, or a directory of runs, of which the newest is used. Default:"
              + " ${DEFAULT-VALUE}.")
  Path results;

  @Option(
      names = "--journal",
      paramLabel = "DIR|s3://BUCKET/PREFIX",
      description =
          "Instead of --results: directory or S3 location of a load run or of its segments;"
              + " repeatable. The page is load-report.html in that directory.")
  List<String> journals = List.of();

  @Option(
      names = "--verdict",
      paramLabel = "FILE",
      description = "File written by 'verify tracers --output' for that load run.")
  Optional<Path> verdict = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "File to write the page to. Default: report.html in the run's directory.")
  Optional<Path> output = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "Format of the closing table: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ReportFormat format;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description =
          "Write the verdict as JUnit XML: unknown is an error, fail a failure, and a figure that is"
              + " not shown is skipped.")
  Optional<Path> junit = Optional.empty();

  @Mixin CommandOptions options = new CommandOptions();

  @Spec CommandSpec spec;

  /**
   * JSON form of the closing table.
   *
   * @param verdict {@code pass}, {@code fail} or {@code unknown}
   * @param figures a figure without {@code measured} is unknown
   */
  record Summary(
      int version,
      String runId,
      String state,
      String verdict,
      String reason,
      List<Figure> figures,
      String report) {}

  /** Runs the command. */
  public static void main(String... args) {
    Program.main(new ReportCommand(), args);
  }

  @Override
  public Integer call() throws IOException {
    return journals.isEmpty() ? ofExperiment() : ofLoad();
  }

  private int ofLoad() throws IOException {
    LoadReport report =
        verdict.isPresent() ? LoadReport.of(journals, verdict.get()) : LoadReport.of(journals);
    Path file = output.orElse(report.directory().resolve(LoadReport.FILE_NAME));
    write(file, report.page());
    junit.ifPresent(path -> write(path, report.junit()));
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case JSON -> out.println(report.json(file));
      case MARKDOWN -> out.print(report.markdown());
      case TABLE -> out.printf("%sreport: %s%n", report.text(), file);
    }
    out.flush();
    return report.exitCode();
  }

  private int ofExperiment() throws IOException {
    if (verdict.isPresent()) {
      throw CommandFailure.badInput(
          "--verdict requires --journal; an experiment has its own verdict");
    }
    StoredRun run = newest();
    List<Figure> figures = ClosingTable.of(run.result());
    RunVerdict verdict = RunVerdict.of(run.result(), figures);
    Path file = output.orElse(run.directory().resolve(FILE_NAME));
    write(file, ReportPage.of(run.result(), RunLatencies.of(run)));
    junit.ifPresent(
        path -> write(path, JunitXml.of(RunVerdict.reasons(run.result(), figures), figures)));
    print(run, figures, verdict, file);
    return verdict.exitCode();
  }

  private StoredRun newest() {
    RunDirectory directory = ResultsOption.read(results);
    return directory.runs().stream()
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.badInput(
                    "--results "
                        + results
                        + ": found no run: expected run.json in it or in a directory below it"
                        + unread(directory)));
  }

  private static String unread(RunDirectory directory) {
    return directory.unreadable().isEmpty() ? "" : "; " + String.join("; ", directory.unreadable());
  }

  private static void write(Path file, String content) {
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, content);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.badInput("cannot write " + file + ": " + e, e);
    }
  }

  private void print(StoredRun run, List<Figure> figures, RunVerdict verdict, Path file)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case JSON ->
          out.println(
              Json.compact(
                  new Summary(
                      1,
                      run.result().runId(),
                      RunState.of(run.result()).word(),
                      verdict.word(),
                      verdict.sentence(),
                      figures,
                      file.toString())));
      case MARKDOWN ->
          out.print(
              MarkdownTable.of(
                  run.result().experiment() + " " + run.result().runId(),
                  verdict.word(),
                  verdict.sentence(),
                  figures));
      case TABLE -> {
        out.print(TextTable.of(figures));
        out.printf("%nverdict: %s: %s%nreport: %s%n", verdict.word(), verdict.sentence(), file);
      }
    }
    out.flush();
  }
}
