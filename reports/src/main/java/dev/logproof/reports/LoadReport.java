package dev.logproof.reports;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.ExitCode;
import dev.logproof.objects.FetchedDirectories;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.reports.figure.JunitXml;
import dev.logproof.reports.figure.MarkdownTable;
import dev.logproof.reports.load.Arrival;
import dev.logproof.reports.load.Latencies;
import dev.logproof.reports.load.LoadRun;
import dev.logproof.reports.page.LoadPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Report of one load run, as page, JSON and text. Confined to one thread.
 *
 * @param directory the working directory if the journal is in S3
 */
record LoadReport(LoadRun run, Latencies latencies, Arrival arrival, Path directory) {
  static final String FILE_NAME = "load-report.html";

  /**
   * JSON form of the report.
   *
   * @param doubts reasons why the load is not valid evidence
   */
  record Summary(
      int version,
      String runId,
      int segments,
      String verdict,
      String reason,
      double targetBytesPerSecond,
      double achievedBytesPerSecond,
      long events,
      long tracersAttempted,
      List<Latencies.Percentiles> latencies,
      List<String> doubts,
      String report) {}

  /** Reports a load whose arrival was not verified. Fails for journals of several runs. */
  static LoadReport of(List<String> journals) {
    return of(journals, run -> Arrival.UNVERIFIED);
  }

  /** Fails if the journals are not of exactly one run, or the verdict is of another. */
  static LoadReport of(List<String> journals, Path verdict) {
    return of(journals, run -> read(verdict, run));
  }

  private static LoadReport of(List<String> journals, Function<LoadRun, Arrival> arrival) {
    try (FetchedDirectories fetched = FetchedDirectories.of(journals)) {
      List<LoadRun> runs = LoadRun.below(fetched.directories());
      if (runs.size() != 1) {
        throw CommandFailure.badInput(
            "--journal: expected the segments of one run, not of "
                + runs.stream().map(LoadRun::id).toList());
      }
      LoadRun run = runs.get(0);
      Path directory =
          journals.get(0).startsWith("s3://") ? Path.of("") : fetched.directories().get(0);
      return new LoadReport(run, Latencies.of(run), arrival.apply(run), directory);
    } catch (IOException e) {
      throw CommandFailure.badInput("--journal " + e.getMessage(), e);
    }
  }

  private static Arrival read(Path file, LoadRun run) {
    try {
      VerdictResult verdict = Json.read(file, VerdictResult.class);
      if (!verdict.runIds().contains(run.id())) {
        throw CommandFailure.badInput(
            "--verdict " + file + " is of " + verdict.runIds() + ", not of run " + run.id());
      }
      return new Arrival.Verified(verdict);
    } catch (IOException e) {
      throw CommandFailure.badInput("--verdict " + e.getMessage(), e);
    }
  }

  private String word() {
    return run.doubts().isEmpty() && otherTracers().isEmpty()
        ? arrival.verdict().map(VerdictResult::verdict).orElse("unknown")
        : "unknown";
  }

  /** Describes a verdict that covers other tracers than the journals. */
  private Optional<String> otherTracers() {
    long sent = run.journal().attempted();
    return arrival
        .verdict()
        .filter(it -> it.runIds().size() > 1 ? it.attempted() < sent : it.attempted() != sent)
        .map(
            it ->
                String.format(
                    Locale.ROOT,
                    "the verdict covers %d tracers, the journals %d",
                    it.attempted(),
                    sent));
  }

  private String sentence() {
    if (!run.doubts().isEmpty()) {
      return "the load is not valid: " + run.doubts().get(0);
    }
    if (otherTracers().isPresent()) {
      return otherTracers().get();
    }
    return arrival
        .verdict()
        .map(it -> String.join("; ", it.reasons()))
        .orElse("the load was offered as requested; its arrival was not verified");
  }

  String page() {
    return LoadPage.of(run, latencies, arrival, word(), sentence());
  }

  String json(Path page) throws IOException {
    return Json.compact(
        new Summary(
            1,
            run.id(),
            run.parts().size(),
            word(),
            sentence(),
            run.total(LoadResult::targetBytesPerSecond),
            run.total(LoadResult::achievedBytesPerSecond),
            run.sum(LoadResult::events),
            run.journal().attempted(),
            latencies.percentiles(),
            run.doubts(),
            page.toString()));
  }

  String junit() {
    return JunitXml.of(run.id(), word(), sentence());
  }

  /** The verdict and the latencies, for a pull request. */
  String markdown() {
    StringBuilder text = new StringBuilder(MarkdownTable.heading(run.id(), word(), sentence()));
    MarkdownTable.line(text, List.of("latency", "events", "p50 ms", "p99 ms", "max ms"));
    text.append("| --- | --- | --- | --- | --- |\n");
    latencies
        .percentiles()
        .forEach(
            it ->
                MarkdownTable.line(
                    text,
                    List.of(
                        it.kind(),
                        Long.toString(it.events()),
                        String.format(Locale.ROOT, "%.2f", it.p50()),
                        String.format(Locale.ROOT, "%.2f", it.p99()),
                        String.format(Locale.ROOT, "%.2f", it.max()))));
    return text.toString();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "run %s: %d of %d segments, %.3f of %.3f MB/s, %d events, %d tracers%n",
            run.id(),
            run.parts().size(),
            run.journal().start().segments(),
            run.total(LoadResult::achievedBytesPerSecond) / 1e6,
            run.total(LoadResult::targetBytesPerSecond) / 1e6,
            run.sum(LoadResult::events),
            run.journal().attempted()));
    latencies
        .percentiles()
        .forEach(
            it ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%-20s p50 %.2f ms, p99 %.2f ms, max %.2f ms (n = %d)%n",
                        it.kind(),
                        it.p50(),
                        it.p99(),
                        it.max(),
                        it.events())));
    run.doubts().forEach(doubt -> text.append("doubt: ").append(doubt).append('\n'));
    return text.append(String.format(Locale.ROOT, "verdict: %s: %s%n", word(), sentence()))
        .toString();
  }

  int exitCode() {
    return switch (word()) {
      case "pass" -> ExitCode.PASS;
      case "fail" -> ExitCode.FAIL;
      default -> ExitCode.UNKNOWN;
    };
  }
}
