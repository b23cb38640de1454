package dev.logproof.verify.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.EventRate;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.FormatOption;
import dev.logproof.commandline.Progress;
import dev.logproof.objects.FetchedDirectories;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.journal.Journals;
import dev.logproof.verify.report.JunitReport;
import dev.logproof.verify.report.VerdictDetails;
import dev.logproof.verify.report.VerdictDocument;
import dev.logproof.verify.report.VerdictTable;
import dev.logproof.verify.settle.PollClock;
import dev.logproof.verify.settle.SettleLoop;
import dev.logproof.verify.settle.Stability;
import dev.logproof.verify.source.Engine;
import dev.logproof.verify.source.S3Source;
import dev.logproof.verify.verdict.Evidence;
import dev.logproof.verify.verdict.Requirements;
import dev.logproof.verify.verdict.ScanEnd;
import dev.logproof.verify.verdict.VerdictDecision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code verify tracers}: compares the journals with the destination. */
@Command(
    name = "tracers",
    sortOptions = false,
    description = {
      "Compare the tracers sent by load runs with those at the destination.",
      "Every object written since the runs began is read as a stream, plain or compressed by GZIP,"
          + " zlib, ZIP, zstd or Snappy, whole or record by record. Late tracers are not lost: the"
          + " destination is polled until it has been stable for the settle time. Folders dated"
          + " YYYY/MM/dd/HH that ended more than an hour before the runs began are skipped while"
          + " polling, and listed before the verdict.",
      "Exit codes: 0 pass: every run is complete, every object was read, and every tracer arrived"
          + " undamaged or all requirements are met; 1 fail; 2 unknown, such as after a run that"
          + " missed its rate, with an incomplete journal, or with an unreadable object; 64 bad"
          + " input.",
      "Endpoint, region and credentials come from the AWS SDK's standard chain"
          + " (AWS_ENDPOINT_URL_S3, AWS_REGION, ...)."
    })
final class TracersCommand implements Callable<Integer> {
  private final PollClock waiting = PollClock.real();

  @ParentCommand VerifyCommand parent;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description =
          "Verify the runs that were active within this time before now. Default:"
              + " ${DEFAULT-VALUE}.")
  Duration since;

  @Option(
      names = "--journal",
      paramLabel = "DIR|s3://BUCKET/PREFIX",
      description =
          "Directory or S3 location of a run or a segment, or of any number of them; repeatable."
              + " Segments of one run are combined. Default: results.")
  List<String> journals = List.of("results");

  @Mixin DestinationOptions destination = new DestinationOptions();

  @Mixin RequirementOptions demanded = new RequirementOptions();

  @Option(
      names = "--settle",
      paramLabel = "DURATION",
      description =
          "Time for which the destination must be stable; must exceed the delivery stream's"
              + " buffering interval. Default: 10s if nothing is missing; 330s if tracers are"
              + " missing, or if a --threshold limits records that may still arrive, such as"
              + " duplicates (Firehose buffers for 300s by default); up to 930s if tracers took"
              + " that long.")
  Optional<Duration> settle = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "15m",
      description = "Maximum time to wait for stability. Default: ${DEFAULT-VALUE}.")
  Duration timeout;

  @Option(
      names = "--late-after",
      paramLabel = "DURATION",
      defaultValue = "15m",
      description =
          "A tracer is late if its object was written more than this time after it was sent."
              + " Default: ${DEFAULT-VALUE}.")
  Duration lateAfter;

  @Option(
      names = "--tracer-rate",
      paramLabel = "RATE",
      defaultValue = "18/s",
      description =
          "Tracers per second in the article's formula, 1 - lost / (rate x 3600). Default:"
              + " ${DEFAULT-VALUE}.")
  EventRate tracerRate;

  @Mixin FormatOption format = new FormatOption();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Also write the verdict as JSON to this file.")
  Optional<Path> output = Optional.empty();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String shown = destination.shown();
    Requirements requirements = demanded.requirements();
    output.ifPresent(file -> checkWritable("--output", file));
    demanded.junit.ifPresent(file -> checkWritable("--junit", file));
    PrintWriter err = spec.commandLine().getErr();
    Journals runs = journals(err);
    err.flush();
    VerdictResult result = verify(runs, shown, requirements);
    if (output.isPresent()) {
      Json.replace(output.get(), result);
    }
    if (demanded.junit.isPresent()) {
      JunitReport.write(demanded.junit.get(), result);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(format.isJson() ? Json.compact(result) : VerdictTable.of(result));
    out.flush();
    return exitCode(result);
  }

  private Journals journals(PrintWriter err) {
    try (FetchedDirectories fetched = FetchedDirectories.of(journals)) {
      return Journals.since(
          fetched.directories(),
          waiting.now().minus(since),
          warning -> err.println("verify tracers: warning: " + warning));
    } catch (IOException e) {
      throw CommandFailure.badInput("--journal " + e.getMessage(), e);
    }
  }

  private VerdictResult verify(Journals runs, String shown, Requirements requirements)
      throws InterruptedException {
    Progress progress = Progress.onStandardError(parent.options.quiet());
    Supplier<TracerCheck> checks = () -> new TracerCheck(runs.expected(), runs.bystanders());
    try (Engine engine = destination.engine(checks, lateAfter, progress)) {
      ScanEnd end =
          new SettleLoop(
                  engine,
                  new SettleLoop.Span(runs.start(), runs.end()),
                  new SettleLoop.Timeouts(stability(), timeout),
                  requirements,
                  waiting,
                  progress)
              .run();
      progress.finish();
      return VerdictDocument.of(
          runs,
          engine,
          new Evidence(
              Stream.of(runs.invalid(), engine.doubts(), engine.check().collisions())
                  .flatMap(List::stream)
                  .toList(),
              runs.cutOff(),
              runs.silent(),
              new Evidence.Scanned(
                  engine.unread(),
                  engine.notes(),
                  engine.bytes() == 0 ? 0 : engine.objects(),
                  end)),
          new VerdictDetails.Asked(
              requirements,
              demanded.deployments(),
              demanded.deploymentStarts(),
              tracerRate.perSecond()));
    } catch (S3Source.NoBucketException e) {
      throw CommandFailure.badInput(destination.option() + " " + shown + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw CommandFailure.unknown(shown + " could not be read: " + e.getMessage(), e);
    }
  }

  /** Fails before a long scan, not after it. */
  private static void checkWritable(String option, Path output) {
    Path directory = output.toAbsolutePath().getParent();
    if (directory == null || Files.isDirectory(output) || !Files.isWritable(directory)) {
      throw CommandFailure.badInput(
          option + " " + output + ": expected a file in a writable directory");
    }
  }

  private static int exitCode(VerdictResult result) {
    return switch (VerdictDecision.Verdict.valueOf(result.verdict().toUpperCase(Locale.ROOT))) {
      case PASS -> ExitCode.PASS;
      case FAIL -> ExitCode.FAIL;
      case UNKNOWN -> ExitCode.UNKNOWN;
    };
  }

  private Stability stability() {
    return settle.<Stability>map(Stability.Fixed::new).orElseGet(Stability.ByVerdict::new);
  }
}
