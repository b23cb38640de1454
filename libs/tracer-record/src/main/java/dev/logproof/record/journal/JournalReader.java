package dev.logproof.record.journal;

import dev.logproof.record.result.Json;
import dev.logproof.record.tracer.SequenceRanges;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a run's journal. Skips a last line that a crash cut; other malformed content is an error.
 * Confined to one thread.
 */
public final class JournalReader {
  private final Path path;
  private final List<RunJournal.Source> sources = new ArrayList<>();
  private final List<Timeline> timelines = new ArrayList<>();

  /** Null before the first line. */
  private JournalEntry.Start start;

  /** Null before the end line. */
  private JournalEntry.End end;

  private JournalReader(Path path) {
    this.path = path;
  }

  /**
   * Reads the journal in {@code directory}.
   *
   * @throws IOException when it is absent, unreadable or no journal
   */
  public static RunJournal read(Path directory) throws IOException {
    JournalReader reader = new JournalReader(directory.resolve(RunJournal.FILE_NAME));
    return reader.readAll();
  }

  private RunJournal readAll() throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(path)) {
      String line = lines.readLine();
      for (int number = 1; line != null; number++) {
        String next = lines.readLine();
        take(line, number, next == null);
        line = next;
      }
    }
    if (start == null) {
      throw new IOException(path + ": empty, expected a start line");
    }
    return new RunJournal(start, sources, timelines, Optional.ofNullable(end));
  }

  private void take(String line, int number, boolean last) throws IOException {
    Optional<JournalEntry> entry = parse(line, number, last);
    if (entry.isPresent()) {
      take(entry.get(), number);
    }
  }

  private Optional<JournalEntry> parse(String line, int number, boolean last) throws IOException {
    try {
      return Optional.of(Json.parse(line, JournalEntry.class));
    } catch (IOException e) {
      if (last && number > 1) {
        return Optional.empty();
      }
      throw new IOException(path + ":" + number + ": not a line of a run journal", e);
    }
  }

  private void take(JournalEntry entry, int number) throws IOException {
    if ((start != null) == entry instanceof JournalEntry.Start) {
      throw new IOException(path + ":" + number + ": expected one start line, the first");
    }
    if (entry instanceof JournalEntry.Start first) {
      begin(first);
    } else if (entry instanceof JournalEntry.Mark mark) {
      mark(mark, number);
    } else if (entry instanceof JournalEntry.End last) {
      end = last;
    }
  }

  private void begin(JournalEntry.Start first) throws IOException {
    if (first.version() != RunJournal.VERSION) {
      throw new IOException(
          path + ": version " + first.version() + ", expected " + RunJournal.VERSION);
    }
    start = first;
    for (int i = 0; i < first.sources(); i++) {
      sources.add(new RunJournal.Source(0, SequenceRanges.EMPTY, 0));
      timelines.add(new Timeline(first.atMillis()));
    }
  }

  private void mark(JournalEntry.Mark mark, int number) throws IOException {
    if (!start.sends(mark.source())) {
      throw new IOException(
          path + ":" + number + ": no source " + mark.source() + " in this segment");
    }
    timelines.get(mark.source()).add(mark.atMillis(), mark.attempted());
    sources.set(
        mark.source(), new RunJournal.Source(mark.attempted(), mark.acked(), mark.reserved()));
  }
}
