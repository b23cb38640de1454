package dev.logproof.loadgen.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.FormatOption;
import dev.logproof.commandline.Progress;
import dev.logproof.loadgen.event.EventStream;
import dev.logproof.loadgen.run.LoadRun;
import dev.logproof.loadgen.run.RunPlan;
import dev.logproof.loadgen.schedule.Arrival;
import dev.logproof.loadgen.sender.Targets;
import dev.logproof.loadgen.sender.Targets.HostAndPort;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code loadgen run}: executes one run. */
@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Send Apache-style lines as Docker's log driver does, one event per message, at an exact rate"
          + " on an absolute schedule, with tracers among them.",
      "Without --ack a connection never reads. When a write fails, it connects to the next target"
          + " and resends the unwritten part, as Docker's driver does.",
      "Exit codes: 0 the load was offered as requested; 2 it was not, so the run allows no verdict,"
          + " or no receiver accepted the connection, the key, the user or the certificate, or its"
          + " certificate was rejected; 64 bad input."
    })
final class RunCommand implements Callable<Integer> {
  private static final long MAX_TICK_MILLIS = 200;
  private static final Duration DEFAULT_TICK = Duration.ofMillis(20);

  @ParentCommand LoadgenCommand parent;

  @Spec CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      split = ",",
      description =
          "Receiver of the forward protocol; several are tried in turn. Default: 127.0.0.1:24224.")
  List<String> targets = List.of();

  @Option(
      names = "--target-file",
      paramLabel = "FILE",
      description = "File of targets, one HOST:PORT per line, read again at every connect.")
  Optional<Path> targetFile = Optional.empty();

  @Mixin ContentOptions content = new ContentOptions();

  @Mixin AckOptions acks = new AckOptions();

  @Mixin RunIdentityOptions identity = new RunIdentityOptions();

  @Mixin AccessOptions access = new AccessOptions();

  @Mixin WatchOptions watch = new WatchOptions();

  @Option(
      names = "--tick",
      paramLabel = "DURATION",
      description =
          "With --arrival paced, events of one connection that become due within one tick are sent"
              + " in one write. A longer tick uses less CPU, a shorter one follows the schedule"
              + " more closely. Default: 20ms.")
  Optional<Duration> tick = Optional.empty();

  @Option(
      names = "--reconnect-every",
      paramLabel = "DURATION",
      description =
          "Each connection is closed between two frames after this time and dialled again, spread"
              + " over the connections. Not with --ack. Default: a connection stays as long as it"
              + " works.")
  Optional<Duration> reconnectEvery = Optional.empty();

  @Mixin FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunPlan plan = plan();
    Progress progress = Progress.onStandardError(parent.options.quiet());
    LoadResult result;
    try (EventStream notices = watch.open()) {
      result = new LoadRun(plan, progress, notices).run();
    }
    print(result, plan);
    return result.valid() ? ExitCode.PASS : ExitCode.UNKNOWN;
  }

  private void print(LoadResult result, RunPlan plan) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    result.invalidReasons().forEach(reason -> err.println("loadgen run: invalid: " + reason));
    if (format.isJson()) {
      System.out.println(Json.compact(result));
    } else if (watch.isOnStandardOutput()) {
      err.println(ResultTable.of(result, plan));
    } else {
      System.out.println(ResultTable.of(result, plan));
    }
    err.flush();
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
            watch.limits(),
            acks.limits(),
            access.access(),
            content.stages(),
            tickNanos(),
            reconnectNanos());
    if (plan.sources().isEmpty()) {
      throw CommandFailure.badInput(
          "--segment: of "
              + plan.content().sources()
              + " connections this segment gets none; expected at least as many connections as"
              + " segments");
    }
    return plan;
  }

  private long tickNanos() {
    if (tick.isPresent() && !(content.arrival.arrival() instanceof Arrival.Paced)) {
      throw CommandFailure.badInput(
          "--tick with --arrival " + content.arrival.arrival() + ": expected --arrival paced");
    }
    Duration asked = tick.orElse(DEFAULT_TICK);
    if (asked.toNanos() < 1 || asked.toMillis() > MAX_TICK_MILLIS) {
      throw CommandFailure.badInput(
          "--tick "
              + asked.toMillis()
              + "ms: expected more than 0 and at most "
              + MAX_TICK_MILLIS
              + "ms");
    }
    return asked.toNanos();
  }

  private OptionalLong reconnectNanos() {
    if (reconnectEvery.isEmpty()) {
      return OptionalLong.empty();
    }
    if (acks.ack || reconnectEvery.get().toMillis() < 1) {
      throw CommandFailure.badInput(
          "--reconnect-every "
              + reconnectEvery.get().toMillis()
              + "ms: expected at least 1ms, and no --ack");
    }
    return OptionalLong.of(reconnectEvery.get().toNanos());
  }

  private static Targets readable(Targets inFile) {
    try {
      inFile.names();
      return inFile;
    } catch (IOException e) {
      throw CommandFailure.badInput("--target-file " + e.getMessage(), e);
    }
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
      return readable(Targets.inFile(targetFile.get()));
    }
    try {
      List<String> given = targets.isEmpty() ? List.of("127.0.0.1:24224") : targets;
      return Targets.fixed(given.stream().map(HostAndPort::parse).toList());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--target " + e.getMessage(), e);
    }
  }
}
