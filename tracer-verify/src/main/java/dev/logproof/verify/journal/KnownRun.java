package dev.logproof.verify.journal;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.record.journal.JournalEntry;
import dev.logproof.record.journal.JournalReader;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import dev.logproof.verify.check.ExpectedRun;
import dev.logproof.verify.check.ExpectedRun.Firmness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A load run as described by its files.
 *
 * @param directory the first one if the run has segments
 * @param end end of the run, or its last known activity
 * @param loads results of the segments that wrote one
 */
public record KnownRun(
    Path directory,
    RunJournal journal,
    Set<Integer> segments,
    Instant start,
    Instant end,
    List<LoadResult> loads) {
  public KnownRun {
    segments = Set.copyOf(segments);
    loads = List.copyOf(loads);
  }

  private static final String NO_ACKS = "none";

  /**
   * Tolerance for a wall clock set back during the run. The start needs none, because tracer times
   * count from it.
   */
  private static final Duration CLOCK_SET_BACK = Duration.ofMinutes(1);

  static KnownRun read(Path directory) {
    try {
      RunJournal journal = JournalReader.read(directory);
      Path result = directory.resolve(LoadResult.FILE_NAME);
      List<LoadResult> loads =
          Files.exists(result) ? List.of(Json.read(result, LoadResult.class)) : List.of();
      return new KnownRun(
          directory,
          journal,
          Set.of(journal.start().segment()),
          Instant.ofEpochMilli(journal.start().atMillis()),
          Instant.ofEpochMilli(journal.lastMillis()),
          loads);
    } catch (IOException e) {
      throw CommandFailure.badInput("--journal: " + e.getMessage(), e);
    }
  }

  static Instant lastWritten(Path directory) throws IOException {
    return Files.getLastModifiedTime(directory.resolve(RunJournal.FILE_NAME)).toInstant();
  }

  /** Merges two segments; fails if they do not belong together. */
  KnownRun merge(KnownRun other) {
    Set<Integer> both = new TreeSet<>(segments);
    both.addAll(other.segments);
    try {
      return new KnownRun(
          directory,
          RunJournal.merge(List.of(journal, other.journal)),
          both,
          start.isBefore(other.start) ? start : other.start,
          end.isAfter(other.end) ? end : other.end,
          Stream.concat(loads.stream(), other.loads.stream()).toList());
    } catch (IllegalArgumentException e) {
      throw doesNotFit(other, "are not parts of one run: " + e.getMessage());
    }
  }

  /** False if these are two runs with the same id. */
  boolean isOfSameRun(KnownRun other) {
    JournalEntry.Start one = journal.start();
    JournalEntry.Start two = other.journal.start();
    return one.runId().equals(two.runId())
        && one.seed() == two.seed()
        && one.segments() == two.segments();
  }

  /** Fails if {@code other} is not a copy of this journal. */
  KnownRun same(KnownRun other) {
    if (!journal.equals(other.journal)) {
      throw doesNotFit(other, "differ for the same run; expected one journal per run or segment");
    }
    return this;
  }

  private CommandFailure doesNotFit(KnownRun other, String why) {
    return CommandFailure.badInput(
        "--journal: run " + id() + ": " + directory + " and " + other.directory + " " + why);
  }

  public String id() {
    return journal.start().runId();
  }

  public ExpectedRun expected() {
    try {
      return new ExpectedRun(
          id(),
          journal.sources().stream()
              .map(
                  source ->
                      new ExpectedRun.Source(source.attempted(), source.acked(), source.reserved()))
              .toList(),
          firmness(),
          new ExpectedRun.SentWindow(micros(start), micros(end.plus(CLOCK_SET_BACK))));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(
          "--journal: " + directory.resolve(RunJournal.FILE_NAME) + ": " + e.getMessage(), e);
    }
  }

  private static long micros(Instant instant) {
    return instant.toEpochMilli() * 1_000;
  }

  private Firmness firmness() {
    if (journal.complete()) {
      return Firmness.ALL_ATTEMPTED;
    }
    return NO_ACKS.equals(journal.start().ackMode()) ? Firmness.NONE : Firmness.ONLY_ACKED;
  }

  Optional<String> invalid() {
    for (LoadResult load : loads) {
      if (!load.runId().equals(id())) {
        return Optional.of(
            "run " + id() + ": its " + LoadResult.FILE_NAME + " is of run " + load.runId());
      }
    }
    List<Integer> missing = journal.start().missingSegments(segments);
    if (!missing.isEmpty()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "run %s: of its %d segments there is no journal of %s",
              id(),
              journal.start().segments(),
              missing));
    }
    boolean valid =
        journal.end().map(JournalEntry.End::valid).orElse(true)
            && loads.stream().allMatch(LoadResult::valid);
    return valid
        ? Optional.empty()
        : Optional.of("run " + id() + " did not offer the load it was asked for" + because());
  }

  private String because() {
    String reasons =
        loads.stream()
            .flatMap(load -> load.invalidReasons().stream())
            .collect(Collectors.joining("; "));
    return reasons.isEmpty() ? "" : ": " + reasons;
  }

  Optional<String> silent() {
    return journal.attempted() == 0
        ? Optional.of("run " + id() + " sent no tracer")
        : Optional.empty();
  }

  Optional<String> cutOff() {
    return journal.complete()
        ? Optional.empty()
        : Optional.of(
            "run "
                + id()
                + " was cut off or is not over: its journal has no end, last written "
                + end);
  }
}
