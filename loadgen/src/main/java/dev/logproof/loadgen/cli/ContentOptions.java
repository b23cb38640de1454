package dev.logproof.loadgen.cli;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.ByteSize;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Durations;
import dev.logproof.commandline.EventRate;
import dev.logproof.loadgen.payload.Content;
import dev.logproof.loadgen.payload.FrameLimits;
import dev.logproof.loadgen.payload.LineSize;
import dev.logproof.loadgen.payload.Mode;
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

/** Options for the events to send and their schedule. */
final class ContentOptions {
  private static final double DEFAULT_RATE = 9e6;
  private static final int MAX_CONNECTIONS = 10_000;
  private static final int MAX_FRAME_EVENTS = 1_000_000;
  private static final long MAX_FRAME_BYTES = 32L << 20;
  private static final int MAX_LINE_BYTES = 1_000_000;

  /** Which lines carry a tracer. */
  enum Lines {
    /** A fixed number of lines per second. */
    SAMPLED,
    /** Every line. */
    NUMBERED
  }

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description =
          "Bytes of forward protocol a second on the wire, all connections together, tracers"
              + " included; compressed frames count as if they were not. Default: 9MB/s, or what --arrival bursts comes"
              + " to.")
  Optional<ByteRate> rate = Optional.empty();

  @Option(
      names = "--stage",
      paramLabel = "DURATION:RATE",
      description =
          "Move linearly to this rate over this time; repeat for more stages. The first starts from"
              + " --rate, or from nothing without it; 0s:RATE jumps. Replaces --duration.")
  List<String> stages = List.of();

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "Length of the schedule. Default: 30s.")
  Optional<Duration> duration = Optional.empty();

  @Option(
      names = "--tracers",
      paramLabel = "RATE",
      description =
          "Tracers a second, all connections together, with --lines sampled; 0/s for none. Default:"
              + " 18/s.")
  Optional<EventRate> tracers = Optional.empty();

  @Option(
      names = "--lines",
      paramLabel = "sampled|numbered",
      defaultValue = "sampled",
      description =
          "Which lines carry a tracer: some (--tracers), so that loss is estimated, or all, so that"
              + " it is counted. Default: ${DEFAULT-VALUE}.")
  Lines lines;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Connections of the whole run, each a source of its own. Default: ${DEFAULT-VALUE}.")
  int connections;

  @Option(
      names = "--weights",
      paramLabel = "N,N...",
      split = ",",
      description =
          "Shares of the rate, dealt to the connections in turn: 10,1,1 makes every third one heavy."
              + " Default: all alike.")
  List<Double> weights = List.of(1.0);

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      split = ",",
      defaultValue = "backend-apache",
      description =
          "Tag of the events; several are dealt to the connections in turn. Default: ${DEFAULT-VALUE}.")
  List<String> tags;

  @Option(
      names = "--mode",
      paramLabel = "message|forward|packed|compressed",
      defaultValue = "message",
      description =
          "Form of the frames: one event each, as Docker's driver sends them, or many. Default:"
              + " ${DEFAULT-VALUE}.")
  Mode mode;

  @Option(
      names = "--frame-events",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Events in a frame at most, but in message mode. Default: ${DEFAULT-VALUE}.")
  int frameEvents;

  @Option(
      names = "--frame-bytes",
      paramLabel = "SIZE",
      defaultValue = "128KiB",
      description =
          "Bytes of events in a frame at most, but in message mode. Default: ${DEFAULT-VALUE}.")
  ByteSize frameBytes;

  @Option(
      names = "--frame-linger",
      paramLabel = "DURATION",
      defaultValue = "100ms",
      description =
          "Time from a frame's first event to its last, by the schedule, but in message mode."
              + " Default: ${DEFAULT-VALUE}.")
  Duration frameLinger;

  @Option(
      names = "--message-size",
      paramLabel = "SIZE|SIZE..SIZE",
      description =
          "Bytes of each line, or a range of them, instead of the article's lines of about 80 bytes;"
              + " a tracer comes on top.")
  Optional<String> messageSize = Optional.empty();

  @Option(
      names = "--message-size-file",
      paramLabel = "FILE",
      description = "Sizes to choose from, one a line, instead of --message-size.")
  Optional<Path> messageSizeFile = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description =
          "Send the lines of this file, byte for byte and over and over, at the asked rate; tracers"
              + " come on lines of their own. A file compressed by GZIP, zlib, ZIP, zstd or Snappy,"
              + " also record by record, is uncompressed.")
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
        "--lines sampled: a replayed line is sent as it is, without a number in it");
    check(
        replay.isEmpty() || lineSize().isEmpty(),
        "--replay with --message-size",
        "one of them: a replayed line has the length it has");
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
            ? Optional.empty()
            : Optional.of(tracers.map(EventRate::perSecond).orElse(18.0)),
        mode,
        new FrameLimits(frameEvents, (int) frameBytes.bytes(), frameLinger.toNanos()),
        lineSize(),
        replay.map(ContentOptions::replayed),
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

  private static Content.Replay replayed(Path file) {
    try {
      return Content.Replay.of(file);
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

  /** Stages of the rate; a constant rate is a single stage. */
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
    check(duration.isEmpty(), "--duration with --stage", "one of them: stages have their times");
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
