package dev.logproof.record.journal;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tracers that a run sent, according to its journal.
 *
 * @param sources by number
 * @param timelines send times by source number
 */
public record RunJournal(
    JournalEntry.Start start,
    List<Source> sources,
    List<Timeline> timelines,
    Optional<JournalEntry.End> end) {
  public static final int VERSION = 2;

  public static final String FILE_NAME = "sent.jsonl";

  /**
   * Last known state of a source.
   *
   * @param attempted tracers {@code 0 .. attempted-1} were certainly sent
   * @param reserved tracers {@code attempted .. reserved-1} may have been sent
   */
  public record Source(long attempted, SequenceRanges acked, long reserved) {}

  /**
   * Merges different segments of a run.
   *
   * @throws IllegalArgumentException when the runs differ
   */
  public static RunJournal merge(List<RunJournal> segments) {
    RunJournal first = segments.get(0);
    List<Source> sources = new ArrayList<>(first.sources());
    List<Timeline> timelines = new ArrayList<>(first.timelines());
    for (RunJournal other : segments) {
      requireSameRun(first.start, other.start);
      for (int source = 0; source < sources.size(); source++) {
        if (other.start.sends(source)) {
          sources.set(source, other.sources().get(source));
          timelines.set(source, other.timelines().get(source));
        }
      }
    }
    return new RunJournal(first.start, sources, timelines, lastEnd(segments));
  }

  private static void requireSameRun(JournalEntry.Start one, JournalEntry.Start other) {
    requireSame("run id", one.runId(), other.runId());
    requireSame("seed", one.seed(), other.seed());
    requireSame("number of sources", one.sources(), other.sources());
    requireSame("number of segments", one.segments(), other.segments());
    requireSame("acknowledgement mode", one.ackMode(), other.ackMode());
  }

  private static void requireSame(String what, Object one, Object other) {
    if (!one.equals(other)) {
      throw new IllegalArgumentException("the " + what + " is " + one + " and " + other);
    }
  }

  private static Optional<JournalEntry.End> lastEnd(List<RunJournal> segments) {
    if (!segments.stream().allMatch(RunJournal::complete)) {
      return Optional.empty();
    }
    boolean valid = segments.stream().allMatch(segment -> segment.end.orElseThrow().valid());
    return segments.stream()
        .map(segment -> segment.end.orElseThrow())
        .max(Comparator.comparingLong(JournalEntry.End::atMillis))
        .map(last -> new JournalEntry.End(last.atMillis(), last.stopReason(), valid));
  }

  /** Copies the lists. */
  public RunJournal {
    sources = List.copyOf(sources);
    timelines = List.copyOf(timelines);
  }

  /** Returns whether the run finished. */
  public boolean complete() {
    return end.isPresent();
  }

  /** Returns the last line's own time, which copying the file does not change. */
  public long lastMillis() {
    long lastMark =
        timelines.stream().mapToLong(Timeline::lastMillis).max().orElse(start.atMillis());
    return end.map(JournalEntry.End::atMillis).orElse(lastMark);
  }

  /** Returns the number of tracers certainly sent. */
  public long attempted() {
    return sources.stream().mapToLong(Source::attempted).sum();
  }
}
