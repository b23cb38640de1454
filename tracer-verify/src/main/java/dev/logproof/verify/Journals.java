package dev.logproof.verify;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.record.journal.JournalEntry;
import dev.logproof.record.journal.JournalReader;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.verify.check.ExpectedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The runs to be verified, by run id.
 *
 * @param runs what each sent
 * @param ends when each ended, or was last heard of
 */
record Journals(Map<String, RunJournal> runs, Map<String, Instant> ends) {
  private static final int MAX_DEPTH = 5;

  /**
   * The runs below {@code directories} that were under way at {@code since} or later.
   *
   * @throws CommandFailure when there is no journal, or one cannot be read, or none is recent
   */
  static Journals since(List<Path> directories, Instant since) throws IOException {
    Map<String, RunJournal> runs = new TreeMap<>();
    Map<String, Instant> ends = new TreeMap<>();
    for (Path directory : directories) {
      for (Path run : runsBelow(directory)) {
        RunJournal journal = read(run);
        Instant end = end(journal, run);
        if (!end.isBefore(since)) {
          runs.put(journal.start().runId(), journal);
          ends.put(journal.start().runId(), end);
        }
      }
    }
    if (runs.isEmpty()) {
      throw CommandFailure.unknown(
          "--journal "
              + directories
              + " holds no run that was under way since "
              + since
              + "; look further back with --since");
    }
    return new Journals(runs, ends);
  }

  private static List<Path> runsBelow(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.badInput(
          "--journal " + directory + ": no such directory; expected one written by loadgen run");
    }
    try (Stream<Path> files = Files.walk(directory, MAX_DEPTH)) {
      List<Path> runs =
          files
              .filter(file -> file.endsWith(RunJournal.FILE_NAME))
              .map(file -> file.toAbsolutePath().getParent())
              .toList();
      if (runs.isEmpty()) {
        throw CommandFailure.badInput(
            "--journal "
                + directory
                + ": no run journal below it; expected "
                + RunJournal.FILE_NAME
                + ", written by loadgen run");
      }
      return runs;
    }
  }

  private static RunJournal read(Path run) {
    try {
      return JournalReader.read(run);
    } catch (IOException e) {
      throw CommandFailure.badInput("--journal: " + e.getMessage(), e);
    }
  }

  private static Instant end(RunJournal journal, Path run) throws IOException {
    return journal.end().isPresent()
        ? Instant.ofEpochMilli(journal.end().get().atMillis())
        : Files.getLastModifiedTime(run.resolve(RunJournal.FILE_NAME)).toInstant();
  }

  /** What the checker is to expect. */
  List<ExpectedRun> expected() {
    return runs.values().stream()
        .map(
            journal ->
                new ExpectedRun(
                    journal.start().runId(),
                    journal.sources().stream()
                        .map(
                            source ->
                                new ExpectedRun.Source(
                                    source.attempted(), source.acked(), source.reserved()))
                        .toList()))
        .toList();
  }

  /** Why a run does not count as evidence. */
  List<String> objections() {
    List<String> objections = new ArrayList<>();
    runs.forEach(
        (runId, journal) -> {
          if (journal.end().isEmpty()) {
            objections.add("run " + runId + " was cut off: its journal has no end");
          } else if (!journal.end().map(JournalEntry.End::valid).orElse(false)) {
            objections.add("run " + runId + " did not offer the load it was asked for");
          }
        });
    return objections;
  }

  /** When the first began. */
  Instant start() {
    return runs.values().stream()
        .map(journal -> Instant.ofEpochMilli(journal.start().atMillis()))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** When the last ended. */
  Instant end() {
    return ends.values().stream().max(Instant::compareTo).orElseThrow();
  }
}
