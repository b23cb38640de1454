package dev.logproof.loadgen.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Durations;
import dev.logproof.loadgen.run.CopyTarget;
import dev.logproof.loadgen.run.Segment;
import dev.logproof.loadgen.run.StartTime;
import dev.logproof.objects.S3Location;
import dev.logproof.record.journal.RunJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Option;

/** Options for a run's identity, segment, start time and directory. */
final class RunIdentityOptions {
  private static final DateTimeFormatter RUN_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String RUN_ID_FORM = "[a-z0-9-]{1,40}";
  private static final String S3 = "s3://";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed, to repeat a run. Default: random; with --segment, derived from the run id.")
  Optional<Long> seed = Optional.empty();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description =
          "Identity of the tracers, "
              + RUN_ID_FORM
              + ". Default: time and seed; required with --segment, equal for all segments.")
  Optional<String> runId = Optional.empty();

  @Option(
      names = "--segment",
      paramLabel = "I/N",
      description =
          "Send only part I of N of the run: every N-th of its connections. All other options"
              + " describe the whole run and must be equal for all segments. Default: 1/1.")
  Optional<String> segment = Optional.empty();

  @Option(
      names = "--start-at",
      paramLabel = "TIME",
      description =
          "Start of the schedule, such as 2026-01-31T12:00:00Z, so that segments start together; or"
              + " +10s from now. Default: when all connections are open.")
  Optional<String> startAt = Optional.empty();

  @Option(
      names = "--journal",
      paramLabel = "DIR|s3://BUCKET/PREFIX",
      description =
          "Directory or S3 location of journal, result and latencies. To S3 they are copied every"
              + " 10 s and at the end, to a folder named after the run. Default: results/<run id>.")
  Optional<String> journal = Optional.empty();

  Segment segment() {
    try {
      Segment part = segment.map(Segment::parse).orElse(Segment.WHOLE);
      if (!part.isWhole() && runId.isEmpty()) {
        throw new IllegalArgumentException("expected --run-id, equal for all segments");
      }
      return part;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--segment " + e.getMessage(), e);
    }
  }

  /** Segments without a given seed derive it from the run id. */
  long seed() {
    if (segment().isWhole()) {
      return seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1L << 48));
    }
    return seed.orElseGet(() -> Integer.toUnsignedLong(runId.orElseThrow().hashCode()));
  }

  String runId(long chosenSeed) {
    String id =
        runId.orElseGet(() -> RUN_TIME.format(Instant.now()) + "-" + Long.toHexString(chosenSeed));
    if (!id.matches(RUN_ID_FORM)) {
      throw CommandFailure.badInput("--run-id '" + id + "' is not of the form " + RUN_ID_FORM);
    }
    return id;
  }

  StartTime startAt(Instant now) {
    return startAt
        .<StartTime>map(text -> new StartTime.At(instant(text, now)))
        .orElseGet(StartTime.WhenConnected::new);
  }

  private static Instant instant(String text, Instant now) {
    try {
      Instant at =
          text.startsWith("+") ? now.plus(Durations.parse(text.substring(1))) : Instant.parse(text);
      if (at.isBefore(now)) {
        throw CommandFailure.badInput("--start-at " + text + " is in the past; the time is " + now);
      }
      return at;
    } catch (DateTimeException | IllegalArgumentException e) {
      throw CommandFailure.badInput(
          "--start-at '" + text + "': expected e.g. 2026-01-31T12:00:00Z or +10s", e);
    }
  }

  /** Rejects a directory that already holds a run. */
  Path directory(String id) {
    Path directory =
        journal
            .filter(where -> !where.startsWith(S3))
            .map(Path::of)
            .orElseGet(() -> Path.of("results", name(id)));
    if (Files.exists(directory.resolve(RunJournal.FILE_NAME))) {
      throw CommandFailure.badInput(
          "--journal " + directory + " already holds a run; choose another directory");
    }
    return directory;
  }

  private String name(String id) {
    Segment part = segment();
    return part.isWhole() ? id : id + "-" + part.number() + "of" + part.of();
  }

  CopyTarget copyTo(String id) {
    try {
      return journal
          .filter(where -> where.startsWith(S3))
          .map(S3Location::parse)
          .map(place -> new S3Location(place.bucket(), folder(place.prefix()) + name(id) + "/"))
          .<CopyTarget>map(CopyTarget.InS3::new)
          .orElseGet(CopyTarget.Nowhere::new);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--journal " + e.getMessage(), e);
    }
  }

  private static String folder(String prefix) {
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }
}
