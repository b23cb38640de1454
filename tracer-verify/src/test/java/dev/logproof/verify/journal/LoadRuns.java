package dev.logproof.verify.journal;

import dev.logproof.record.journal.JournalEntry;
import dev.logproof.record.journal.JournalWriter;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.samples.LoadSample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Writes a load run's files with the production writers. Stateless. */
public final class LoadRuns {
  private LoadRuns() {}

  /** Writes a run of two sources with 100 tracers each, all accepted. */
  public static void whole(Path directory, String runId, Instant end) throws IOException {
    write(directory, runId, end, "none", true);
  }

  /** Like {@link #whole}, with {@code valid} in the last line. */
  public static void ended(Path directory, String runId, Instant end, boolean valid)
      throws IOException {
    write(directory, runId, end, "none", valid);
  }

  private static void write(
      Path directory, String runId, Instant end, String ackMode, boolean valid) throws IOException {
    try (JournalWriter journal = JournalWriter.create(directory)) {
      begin(journal, runId, end, ackMode, 100);
      journal.write(new JournalEntry.End(end.toEpochMilli(), "duration", valid));
    }
  }

  /** Like {@link #whole}, without an end and with ten more tracers that may have been sent. */
  public static void cutOff(Path directory, String runId, Instant end, String ackMode)
      throws IOException {
    try (JournalWriter journal = JournalWriter.create(directory)) {
      begin(journal, runId, end, ackMode, 110);
    }
  }

  /** Writes a completed run without tracers. */
  public static void silent(Path directory, String runId, Instant end) throws IOException {
    try (JournalWriter journal = JournalWriter.create(directory)) {
      long start = end.minusSeconds(60).toEpochMilli();
      journal.write(new JournalEntry.Start(RunJournal.VERSION, runId, 1, start, 2, "none"));
      journal.write(new JournalEntry.End(end.toEpochMilli(), "duration", true));
    }
  }

  private static void begin(
      JournalWriter journal, String runId, Instant end, String ackMode, long reserved) {
    long start = end.minusSeconds(60).toEpochMilli();
    journal.write(new JournalEntry.Start(RunJournal.VERSION, runId, 1, start, 2, ackMode));
    for (int source = 0; source < 2; source++) {
      journal.write(
          new JournalEntry.Mark(
              end.toEpochMilli(), source, 100, SequenceRanges.firstOf(100), reserved));
    }
  }

  /** Writes one segment of such a run. */
  public static void segment(Path directory, String runId, Instant end, int segment, int segments)
      throws IOException {
    long start = end.minusSeconds(60).toEpochMilli();
    try (JournalWriter journal = JournalWriter.create(directory)) {
      JournalEntry.Start first =
          new JournalEntry.Start(RunJournal.VERSION, runId, 1, start, 2, "none", segment, segments);
      journal.write(first);
      for (int source = 0; source < 2; source++) {
        if (first.sends(source)) {
          journal.write(
              new JournalEntry.Mark(
                  end.toEpochMilli(), source, 100, SequenceRanges.firstOf(100), 100));
        }
      }
      journal.write(new JournalEntry.End(end.toEpochMilli(), "duration", true));
    }
  }

  /** Writes a result that is invalid for {@code reason}. */
  public static void invalidResult(Path directory, String runId, String reason) throws IOException {
    Json.replace(
        directory.resolve(LoadResult.FILE_NAME),
        LoadSample.regular().runId(runId).from(0, 60).invalid(reason).build());
  }
}
