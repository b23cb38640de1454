package dev.logproof.loadgen;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Progress;
import dev.logproof.loadgen.sender.Targets;
import dev.logproof.loadgen.sender.Targets.HostAndPort;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "Without --ack a connection never reads; when a write fails it dials the next target and sends again what"
          + " that write did not hand over, as Docker's driver does.",
      "Exit code 0: the load was offered as asked. 2: it was not, so that no verdict may rest on it."
          + " 64: bad input."
    })
final class RunCommand implements Callable<Integer> {
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

  @Mixin ContentOptions content = new ContentOptions();

  @Mixin AckOptions acks = new AckOptions();

  @Mixin RunIdentityOptions identity = new RunIdentityOptions();

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
    long seed = identity.seed();
    String id = identity.runId(seed);
    RunPlan plan =
        new RunPlan(
            id,
            seed,
            targets(),
            content.content(acks.ack),
            identity.segment(),
            identity.startAt(Instant.now()),
            content.durationNanos(),
            identity.directory(id),
            identity.copyTo(id),
            share(tolerance),
            acks.limits());
    if (plan.sources().isEmpty()) {
      throw CommandFailure.badInput(
          "--segment: of "
              + plan.content().sources()
              + " connections none is left for it; expected at least as many connections as segments");
    }
    return plan;
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
