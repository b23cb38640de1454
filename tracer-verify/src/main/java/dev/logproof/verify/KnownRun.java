package dev.logproof.verify;

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
 * A load run as its files tell it.
 *
 * @param directory of its files; the first, when it was sent in segments
 * @param segments which of its parts the journal tells of
 * @param start when the first of its parts began
 * @param end when it ended, or was last heard of
 * @param loads the results of its parts, as far as they came to write one
 */
record KnownRun(
    Path directory,
    RunJournal journal,
    Set<Integer> segments,
    Instant start,
    Instant end,
    List<LoadResult> loads) {
  /** Copies set and list. */
  KnownRun {
    segments = Set.copyOf(segments);
    loads = List.copyOf(loads);
  }

  private static final String NO_ACKS = "none";

  /**
   * A tracer's time is counted from the start of the schedule, by the same clock, so none is
   * earlier. The end is read from a clock that may have been set back meanwhile.
   */
  private static final Duration CLOCK_SET_BACK = Duration.ofMinutes(1);

  /**
   * Reads the run in {@code directory}.
   *
   * @throws CommandFailure when what is there is not a run
   */
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

  /** When the file of the journal in {@code directory} was last written to. */
  static Instant lastWritten(Path directory) throws IOException {
    return Files.getLastModifiedTime(directory.resolve(RunJournal.FILE_NAME)).toInstant();
  }

  /**
   * The run of which both are parts.
   *
   * @throws CommandFailure when they do not fit together
   */
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

  /** True when both can be parts of one run, and not of two with one id. */
  boolean isOfSameRun(KnownRun other) {
    JournalEntry.Start one = journal.start();
    JournalEntry.Start two = other.journal.start();
    return one.runId().equals(two.runId())
        && one.seed() == two.seed()
        && one.segments() == two.segments();
  }

  /**
   * The same part of the same run, told in two places.
   *
   * @throws CommandFailure when they tell it differently
   */
  KnownRun same(KnownRun other) {
    if (!journal.equals(other.journal)) {
      throw doesNotFit(other, "tell it differently; expected one journal a run, or a segment");
    }
    return this;
  }

  private CommandFailure doesNotFit(KnownRun other, String why) {
    return CommandFailure.badInput(
        "--journal: run " + id() + ": " + directory + " and " + other.directory + " " + why);
  }

  String id() {
    return journal.start().runId();
  }

  /** What the checker is to expect. */
  ExpectedRun expected() {
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

  /** Why the run does not count as evidence; empty when it does. */
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

  /** That the run sent no tracer; empty when it sent one. */
  Optional<String> silent() {
    return journal.attempted() == 0
        ? Optional.of("run " + id() + " sent no tracer")
        : Optional.empty();
  }

  /** That the run has no end; empty when it has. */
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
