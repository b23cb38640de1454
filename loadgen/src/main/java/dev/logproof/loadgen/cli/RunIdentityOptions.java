package dev.logproof.loadgen.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Durations;
import dev.logproof.loadgen.run.Segment;
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

/** Options for the identity, segment, start time and output directory of a run. */
final class RunIdentityOptions {
  private static final DateTimeFormatter RUN_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String RUN_ID_FORM = "[a-z0-9-]{1,40}";
  private static final String S3 = "s3://";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Makes the same run again. Default: random; with --segment it follows from the run id.")
  Optional<Long> seed = Optional.empty();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description =
          "Identity of the tracers, "
              + RUN_ID_FORM
              + ". Default: time and seed; with --segment it"
              + " must be given, the same everywhere.")
  Optional<String> runId = Optional.empty();

  @Option(
      names = "--segment",
      paramLabel = "I/N",
      description =
          "Send only the I-th of N parts of the run: of its connections, every N-th. All other"
              + " options describe the whole run, and must be the same everywhere. Default: 1/1.")
  Optional<String> segment = Optional.empty();

  @Option(
      names = "--start-at",
      paramLabel = "TIME",
      description =
          "When the schedule starts, such as 2026-01-31T12:00:00Z, for segments that are to start"
              + " together; or +10s from now. Default: as soon as all are connected.")
  Optional<String> startAt = Optional.empty();

  @Option(
      names = "--journal",
      paramLabel = "DIR|s3://BUCKET/PREFIX",
      description =
          "Where journal, result and latencies are written. In S3 they are copied every 10 s and at"
              + " the end, to a folder named after the run. Default: results/<run id>.")
  Optional<String> journal = Optional.empty();

  Segment segment() {
    try {
      Segment part = segment.map(Segment::parse).orElse(Segment.WHOLE);
      if (!part.isWhole() && runId.isEmpty()) {
        throw new IllegalArgumentException("give --run-id too, the same for all segments");
      }
      return part;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--segment " + e.getMessage(), e);
    }
  }

  /** Seed of the run; segments without a given seed derive the same one from the run id. */
  long seed() {
    if (segment().isWhole()) {
      return seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1L << 48));
    }
    return seed.orElseGet(() -> Integer.toUnsignedLong(runId.orElseThrow().hashCode()));
  }

  /** Run id, given or derived from the start time and {@code chosenSeed}. */
  String runId(long chosenSeed) {
    String id =
        runId.orElseGet(() -> RUN_TIME.format(Instant.now()) + "-" + Long.toHexString(chosenSeed));
    if (!id.matches(RUN_ID_FORM)) {
      throw CommandFailure.badInput("--run-id '" + id + "' is not of the form " + RUN_ID_FORM);
    }
    return id;
  }

  Optional<Instant> startAt(Instant now) {
    return startAt.map(text -> instant(text, now));
  }

  private static Instant instant(String text, Instant now) {
    try {
      Instant at =
          text.startsWith("+") ? now.plus(Durations.parse(text.substring(1))) : Instant.parse(text);
      if (at.isBefore(now)) {
        throw CommandFailure.badInput("--start-at " + text + " is over; it is " + now);
      }
      return at;
    } catch (DateTimeException | IllegalArgumentException e) {
      throw CommandFailure.badInput(
          "--start-at '" + text + "': expected e.g. 2026-01-31T12:00:00Z or +10s", e);
    }
  }

  /** Local output directory; rejects one that already holds a run. */
  Path directory(String id) {
    Path directory =
        journal
            .filter(where -> !where.startsWith(S3))
            .map(Path::of)
            .orElseGet(() -> Path.of("results", name(id)));
    if (Files.exists(directory.resolve(RunJournal.FILE_NAME))) {
      throw CommandFailure.badInput(
          "--journal " + directory + " holds a run already; choose another directory");
    }
    return directory;
  }

  private String name(String id) {
    Segment part = segment();
    return part.isWhole() ? id : id + "-" + part.number() + "of" + part.of();
  }

  /** Location in S3 to which the directory is copied, if any. */
  Optional<S3Location> copyTo(String id) {
    try {
      return journal
          .filter(where -> where.startsWith(S3))
          .map(S3Location::parse)
          .map(place -> new S3Location(place.bucket(), folder(place.prefix()) + name(id) + "/"));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--journal " + e.getMessage(), e);
    }
  }

  private static String folder(String prefix) {
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }
}
