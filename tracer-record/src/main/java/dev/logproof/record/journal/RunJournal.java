package dev.logproof.record.journal;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;
import java.util.Optional;

/**
 * What a run sent, as its journal tells it.
 *
 * @param start the first line
 * @param sources one summary a source, by number
 * @param end the last line, if the run came to its end
 */
public record RunJournal(
    JournalEntry.Start start, List<Source> sources, Optional<JournalEntry.End> end) {
  /** The version of the format written here. */
  public static final int VERSION = 2;

  /** The journal's name in the directory of its run. */
  public static final String FILE_NAME = "sent.jsonl";

  /**
   * The last known state of a source.
   *
   * @param attempted tracers {@code 0 .. attempted-1} were surely sent
   * @param acked those the receiver was seen to accept
   * @param reserved tracers from {@code attempted} up to here, exclusive, may have been sent
   */
  public record Source(long attempted, SequenceRanges acked, long reserved) {}

  /** Copies the list. */
  public RunJournal {
    sources = List.copyOf(sources);
  }

  /** True when the run came to its end and says so. */
  public boolean complete() {
    return end.isPresent();
  }

  /** Tracers surely sent, over all sources. */
  public long attempted() {
    return sources.stream().mapToLong(Source::attempted).sum();
  }
}
