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
import java.time.Instant;
import java.util.Optional;

/**
 * A load run as its files tell it.
 *
 * @param end when it ended, or was last heard of
 * @param load its result, if it came to write one
 */
record KnownRun(Path directory, RunJournal journal, Instant end, Optional<LoadResult> load) {
  private static final String NO_ACKS = "none";

  /**
   * Reads the run in {@code directory}.
   *
   * @throws CommandFailure when what is there is not a run
   */
  static KnownRun read(Path directory) {
    try {
      RunJournal journal = JournalReader.read(directory);
      Path result = directory.resolve(LoadResult.FILE_NAME);
      Optional<LoadResult> load =
          Files.exists(result)
              ? Optional.of(Json.read(result, LoadResult.class))
              : Optional.empty();
      return new KnownRun(directory, journal, end(journal, directory), load);
    } catch (IOException e) {
      throw CommandFailure.badInput("--journal: " + e.getMessage(), e);
    }
  }

  private static Instant end(RunJournal journal, Path directory) throws IOException {
    return journal.end().isPresent()
        ? Instant.ofEpochMilli(journal.end().get().atMillis())
        : lastWritten(directory);
  }

  /** When the journal in {@code directory} was last written to. */
  static Instant lastWritten(Path directory) throws IOException {
    return Files.getLastModifiedTime(directory.resolve(RunJournal.FILE_NAME)).toInstant();
  }

  String id() {
    return journal.start().runId();
  }

  Instant start() {
    return Instant.ofEpochMilli(journal.start().atMillis());
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
          firmness());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(
          "--journal: " + directory.resolve(RunJournal.FILE_NAME) + ": " + e.getMessage(), e);
    }
  }

  private Firmness firmness() {
    if (journal.complete()) {
      return Firmness.ALL_ATTEMPTED;
    }
    return NO_ACKS.equals(journal.start().ackMode()) ? Firmness.NONE : Firmness.ONLY_ACKED;
  }

  /** Why the run does not count as evidence; empty when it does. */
  Optional<String> invalid() {
    if (load.isPresent() && !load.get().runId().equals(id())) {
      return Optional.of(
          "run " + id() + ": its " + LoadResult.FILE_NAME + " is of run " + load.get().runId());
    }
    boolean valid =
        journal.end().map(JournalEntry.End::valid).orElse(true)
            && load.map(LoadResult::valid).orElse(true);
    return valid
        ? Optional.empty()
        : Optional.of("run " + id() + " did not offer the load it was asked for" + because());
  }

  private String because() {
    return load.map(LoadResult::invalidReasons)
        .filter(reasons -> !reasons.isEmpty())
        .map(reasons -> ": " + String.join("; ", reasons))
        .orElse("");
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
