package dev.logproof.loadgen.cli;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.ByteSize;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Durations;
import dev.logproof.commandline.EventRate;
import dev.logproof.loadgen.payload.Content;
import dev.logproof.loadgen.payload.FrameLimits;
import dev.logproof.loadgen.payload.LineChoice;
import dev.logproof.loadgen.payload.LineSize;
import dev.logproof.loadgen.payload.Mode;
import dev.logproof.loadgen.payload.TracerChoice;
import dev.logproof.loadgen.schedule.Arrival;
import dev.logproof.loadgen.schedule.ByteSchedule;
import dev.logproof.loadgen.schedule.RateSchedule;
import dev.logproof.loadgen.schedule.StagedSchedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for events and their schedule. */
final class ContentOptions {
  private static final double DEFAULT_RATE = 9e6;
  private static final int MAX_CONNECTIONS = 10_000;
  private static final int MAX_FRAME_EVENTS = 1_000_000;
  private static final long MAX_FRAME_BYTES = 32L << 20;
  private static final int MAX_LINE_BYTES = 1_000_000;

  /** Lines that carry a tracer. */
  enum Lines {
    /** A fixed number per second. */
    SAMPLED,
    /** Every line. */
    NUMBERED
  }

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description =
          "Rate in bytes of forward protocol over all connections, tracers included; compressed"
              + " frames count with their uncompressed size. Default: 9MB/s, or the rate that"
              + " follows from --arrival bursts.")
  Optional<ByteRate> rate = Optional.empty();

  @Option(
      names = "--stage",
      paramLabel = "DURATION:RATE",
      description =
          "Change linearly to this rate over this time; repeatable. The first stage starts from"
              + " --rate, or from 0 without it; 0s:RATE changes at once. Replaces --duration.")
  List<String> stages = List.of();

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "Duration of the load. Default: 30s.")
  Optional<Duration> duration = Optional.empty();

  @Option(
      names = "--tracers",
      paramLabel = "RATE",
      description =
          "Tracers per second over all connections, with --lines sampled; 0/s sends none. Default:"
              + " 18/s.")
  Optional<EventRate> tracers = Optional.empty();

  @Option(
      names = "--lines",
      paramLabel = "sampled|numbered",
      defaultValue = "sampled",
      description =
          "Lines that carry a tracer. sampled: some of them (--tracers), loss is estimated."
              + " numbered: all of them, loss is counted. Default: ${DEFAULT-VALUE}.")
  Lines lines;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Number of connections of the whole run; each is one source. Default: ${DEFAULT-VALUE}.")
  int connections;

  @Option(
      names = "--weights",
      paramLabel = "N,N...",
      split = ",",
      description =
          "Relative rates, assigned to the connections in turn: 10,1,1 gives every third connection"
              + " ten times the rate of the others. Default: equal rates.")
  List<Double> weights = List.of(1.0);

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      split = ",",
      defaultValue = "backend-apache",
      description =
          "Tag of the events; several tags are assigned to the connections in turn. Default:"
              + " ${DEFAULT-VALUE}.")
  List<String> tags;

  @Option(
      names = "--mode",
      paramLabel = "message|forward|packed|compressed",
      defaultValue = "message",
      description =
          "Mode of the frames: message sends one event per frame, as Docker's driver does; the"
              + " other modes send many. Default: ${DEFAULT-VALUE}.")
  Mode mode;

  @Option(
      names = "--frame-events",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Maximum events per frame, except in message mode. Default: ${DEFAULT-VALUE}.")
  int frameEvents;

  @Option(
      names = "--frame-bytes",
      paramLabel = "SIZE",
      defaultValue = "128KiB",
      description =
          "Maximum bytes of events per frame, except in message mode. Default: ${DEFAULT-VALUE}.")
  ByteSize frameBytes;

  @Option(
      names = "--frame-linger",
      paramLabel = "DURATION",
      defaultValue = "100ms",
      description =
          "Maximum scheduled time between the first and the last event of a frame, except in"
              + " message mode. Default: ${DEFAULT-VALUE}.")
  Duration frameLinger;

  @Option(
      names = "--message-size",
      paramLabel = "SIZE|SIZE..SIZE",
      description =
          "Bytes per line, or a range, instead of the article's lines of about 80 bytes; a tracer"
              + " is added to them.")
  Optional<String> messageSize = Optional.empty();

  @Option(
      names = "--message-size-file",
      paramLabel = "FILE",
      description = "File of line sizes to choose from, one per line, instead of --message-size.")
  Optional<Path> messageSizeFile = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description =
          "Send the unchanged lines of this file repeatedly, at the requested rate; tracers are"
              + " sent on separate lines. A file compressed by GZIP, zlib, ZIP, zstd or Snappy,"
              + " whole or record by record, is decompressed.")
  Optional<Path> replay = Optional.empty();

  @Mixin ArrivalOptions arrival = new ArrivalOptions();

  Content content(boolean asksForAcks) {
    check(
        connections >= 1 && connections <= MAX_CONNECTIONS,
        "--connections " + connections,
        "between 1 and " + MAX_CONNECTIONS);
    check(
        frameEvents >= 1 && frameEvents <= MAX_FRAME_EVENTS,
        "--frame-events " + frameEvents,
        "between 1 and " + MAX_FRAME_EVENTS);
    check(
        frameBytes.bytes() >= 1 && frameBytes.bytes() <= MAX_FRAME_BYTES,
        "--frame-bytes " + frameBytes,
        "between 1 and " + MAX_FRAME_BYTES + " bytes");
    check(
        weights.stream().allMatch(weight -> weight > 0), "--weights " + weights, "numbers above 0");
    check(
        lines != Lines.NUMBERED || tracers.isEmpty(),
        "--tracers with --lines numbered",
        "one of them: with numbered every line is a tracer");
    check(
        lines != Lines.NUMBERED || replay.isEmpty(),
        "--replay with --lines numbered",
        "--lines sampled: a replayed line is sent unchanged, without a number");
    check(
        replay.isEmpty() || lineSize().isEmpty(),
        "--replay with --message-size",
        "one of them: a replayed line keeps its length");
    Content content = content(asksForAcks, schedule());
    ArrivalOptions.check(content, peakRate());
    return content;
  }

  private Content content(boolean asksForAcks, RateSchedule schedule) {
    return new Content(
        connections,
        tags,
        schedule,
        weights,
        lines == Lines.NUMBERED
            ? new TracerChoice.EveryLine()
            : new TracerChoice.PerSecond(tracers.map(EventRate::perSecond).orElse(18.0)),
        mode,
        new FrameLimits(frameEvents, (int) frameBytes.bytes(), frameLinger.toNanos()),
        lineChoice(),
        asksForAcks,
        arrival.arrival());
  }

  private double peakRate() {
    double peak = rate.map(ByteRate::bytesPerSecond).orElse(0.0);
    for (StagedSchedule.Stage stage : stages()) {
      peak = Math.max(peak, stage.bytesPerSecond());
    }
    return peak;
  }

  private static void check(boolean holds, String given, String expected) {
    if (!holds) {
      throw CommandFailure.badInput(given + ": expected " + expected);
    }
  }

  private LineChoice lineChoice() {
    return replay
        .map(ContentOptions::replayed)
        .or(() -> lineSize().map(LineChoice.OfSize::new))
        .orElseGet(LineChoice.Article::new);
  }

  private static LineChoice replayed(Path file) {
    try {
      return LineChoice.Replay.of(file);
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      String named = why.startsWith(file.toString()) ? why : file + ": " + why;
      throw CommandFailure.badInput("--replay " + named, e);
    } catch (UncheckedIOException e) {
      throw CommandFailure.badInput("--replay " + file + ": no readable file there", e);
    }
  }

  private RateSchedule schedule() {
    if (stages.isEmpty()) {
      return new ByteSchedule(constantRate());
    }
    return staged();
  }

  private StagedSchedule staged() {
    try {
      return new StagedSchedule(
          rate.map(ByteRate::bytesPerSecond).orElse(0.0),
          stages.stream().map(ContentOptions::stage).toList());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--stage: " + e.getMessage(), e);
    }
  }

  List<StagedSchedule.Stage> stages() {
    return stages.isEmpty()
        ? List.of(new StagedSchedule.Stage(durationNanos() / 1e9, constantRate()))
        : stages.stream().map(ContentOptions::stage).toList();
  }

  private double constantRate() {
    return rate.map(ByteRate::bytesPerSecond).orElseGet(this::rateWhenNotGiven);
  }

  private double rateWhenNotGiven() {
    return arrival.arrival() instanceof Arrival.Bursts bursts
        ? ArrivalOptions.rateOf(bursts, content(false, new ByteSchedule(DEFAULT_RATE)))
        : DEFAULT_RATE;
  }

  private static StagedSchedule.Stage stage(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("'" + text + "': expected e.g. 1m:2MB/s");
    }
    return new StagedSchedule.Stage(
        Durations.parse(text.substring(0, colon)).toNanos() / 1e9,
        ByteRate.parse(text.substring(colon + 1)).bytesPerSecond());
  }

  long durationNanos() {
    if (stages.isEmpty()) {
      long nanos = duration.orElse(Duration.ofSeconds(30)).toNanos();
      check(nanos > 0, "--duration is zero", "a time such as 30s");
      return nanos;
    }
    check(duration.isEmpty(), "--duration with --stage", "one of them: stages have a duration");
    return (long) (staged().seconds() * 1e9);
  }

  private Optional<LineSize> lineSize() {
    check(
        messageSize.isEmpty() || messageSizeFile.isEmpty(),
        "--message-size with --message-size-file",
        "one of them");
    return messageSize.map(ContentOptions::lineSize).or(() -> messageSizeFile.map(this::sizesIn));
  }

  private static LineSize lineSize(String text) {
    try {
      String[] ends = text.split("\\.\\.", 2);
      List<Integer> sizes = new ArrayList<>();
      for (String end : ends) {
        sizes.add(bytes(end));
      }
      return new LineSize(sizes, ends.length == 2);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(
          "--message-size " + text + ": " + e.getMessage() + "; e.g. 200B or 100B..4KiB", e);
    }
  }

  private LineSize sizesIn(Path file) {
    try {
      List<Integer> sizes = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          sizes.add(bytes(line.strip()));
        }
      }
      return new LineSize(sizes, false);
    } catch (IOException e) {
      throw CommandFailure.badInput("--message-size-file " + file + ": no readable file there", e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--message-size-file " + file + ": " + e.getMessage(), e);
    }
  }

  private static int bytes(String text) {
    long bytes = text.matches("\\d{1,9}") ? Long.parseLong(text) : ByteSize.parse(text).bytes();
    if (bytes < 1 || bytes > MAX_LINE_BYTES) {
      throw new IllegalArgumentException(bytes + " bytes are not between 1 and " + MAX_LINE_BYTES);
    }
    return (int) bytes;
  }
}
