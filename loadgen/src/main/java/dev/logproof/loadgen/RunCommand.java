package dev.logproof.loadgen;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.EventRate;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Progress;
import dev.logproof.loadgen.sender.Targets;
import dev.logproof.loadgen.sender.Targets.HostAndPort;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code loadgen run}: one run, its journal and its result. */
@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Send Apache-style lines in the envelope of Docker's log driver, one event a message, at an"
          + " exact rate on an absolute schedule, with tracers among them.",
      "A connection never reads; when a write fails it dials the next target and sends again what"
          + " that write did not hand over, as Docker's driver does.",
      "Exit code 0: the load was offered as asked. 2: it was not, so that no verdict may rest on it."
          + " 64: bad input."
    })
final class RunCommand implements Callable<Integer> {
  private static final DateTimeFormatter RUN_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String RUN_ID_FORM = "[a-z0-9-]{1,40}";
  private static final int MAX_CONNECTIONS = 10_000;

  /** How the result is printed. */
  enum Format {
    /** For people. */
    TABLE,
    /** One JSON object. */
    JSON
  }

  @ParentCommand LoadgenCommand parent;

  @Spec CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      split = ",",
      description =
          "Receiver of the forward protocol; several are dialled in turn. Default: 127.0.0.1:24224.")
  List<String> targets = List.of();

  @Option(
      names = "--target-file",
      paramLabel = "FILE",
      description = "Targets, one HOST:PORT a line, read anew at every dial.")
  Optional<Path> targetFile = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "9MB/s",
      description =
          "Bytes of forward protocol a second on the wire, all connections together, tracers"
              + " included. Default: ${DEFAULT-VALUE}.")
  ByteRate rate;

  @Option(
      names = "--tracers",
      paramLabel = "RATE",
      defaultValue = "18/s",
      description =
          "Tracers a second, all connections together; 0/s for none. Default: ${DEFAULT-VALUE}.")
  EventRate tracers;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "Length of the schedule. Default: ${DEFAULT-VALUE}.")
  Duration duration;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "8",
      description = "Connections, each a source of its own. Default: ${DEFAULT-VALUE}.")
  int connections;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      split = ",",
      defaultValue = "backend-apache",
      description =
          "Tag of the events; several are dealt to the connections in turn. Default: ${DEFAULT-VALUE}.")
  List<String> tags;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Makes the same run again. Default: random.")
  Optional<Long> seed = Optional.empty();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "Identity of the tracers, " + RUN_ID_FORM + ". Default: time and seed.")
  Optional<String> runId = Optional.empty();

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description = "Where journal and result are written. Default: results/<run id>.")
  Optional<Path> journal = Optional.empty();

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      defaultValue = "0.5%",
      description =
          "How far the achieved rate may be off in a valid run. Default: ${DEFAULT-VALUE}.")
  String tolerance;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "How the result is printed. Default: ${DEFAULT-VALUE}.")
  Format format;

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunPlan plan = plan();
    Progress progress = Progress.onStandardError(parent.options.quiet());
    LoadResult result = new LoadRun(plan, progress).run();
    System.out.println(format == Format.JSON ? Json.compact(result) : ResultTable.of(result, plan));
    return result.valid() ? ExitCode.PASS : ExitCode.UNKNOWN;
  }

  private RunPlan plan() {
    long chosenSeed = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1L << 48));
    String id =
        runId.orElseGet(() -> RUN_TIME.format(Instant.now()) + "-" + Long.toHexString(chosenSeed));
    if (!id.matches(RUN_ID_FORM)) {
      throw CommandFailure.badInput("--run-id '" + id + "' is not of the form " + RUN_ID_FORM);
    }
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw CommandFailure.badInput(
          "--connections " + connections + " is not between 1 and " + MAX_CONNECTIONS);
    }
    if (duration.isZero()) {
      throw CommandFailure.badInput("--duration is zero: expected a time such as 30s");
    }
    Path directory = journal.orElseGet(() -> Path.of("results", id));
    if (Files.exists(directory.resolve(RunJournal.FILE_NAME))) {
      throw CommandFailure.badInput(
          "--journal " + directory + " holds a run already; choose another directory");
    }
    return new RunPlan(
        id,
        chosenSeed,
        targets(),
        tags,
        rate.bytesPerSecond(),
        tracers.perSecond(),
        duration.toNanos(),
        connections,
        directory,
        share(tolerance));
  }

  private Targets targets() {
    if (targetFile.isPresent()) {
      if (!targets.isEmpty()) {
        throw CommandFailure.badInput("give --target or --target-file, not both");
      }
      if (!Files.isReadable(targetFile.get())) {
        throw CommandFailure.badInput(
            "--target-file " + targetFile.get() + ": no readable file there");
      }
      return Targets.inFile(targetFile.get());
    }
    try {
      List<String> given = targets.isEmpty() ? List.of("127.0.0.1:24224") : targets;
      return Targets.fixed(given.stream().map(HostAndPort::parse).toList());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--target " + e.getMessage(), e);
    }
  }

  private static double share(String percent) {
    try {
      if (percent.endsWith("%")) {
        double value = Double.parseDouble(percent.substring(0, percent.length() - 1));
        if (value >= 0 && value < 100) {
          return value / 100;
        }
      }
    } catch (NumberFormatException e) {
      throw CommandFailure.badInput("--tolerance '" + percent + "': expected e.g. 0.5%", e);
    }
    throw CommandFailure.badInput("--tolerance '" + percent + "': expected e.g. 0.5%");
  }
}
