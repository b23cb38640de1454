package dev.logproof.record.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One line of {@value RunJournal#FILE_NAME}. Sequences are contiguous per source, so a line holds
 * high-water marks instead of tracers.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalEntry.Start.class, name = "start"),
  @JsonSubTypes.Type(value = JournalEntry.Mark.class, name = "mark"),
  @JsonSubTypes.Type(value = JournalEntry.End.class, name = "end")
})
public sealed interface JournalEntry {
  /**
   * The first line.
   *
   * @param atMillis start of the schedule, since the epoch
   * @param sources number in the whole run, numbered from 0
   * @param ackMode {@code none} when a write counts as success, {@code chunk} when an ack does
   * @param segment the one that this process sends, from 1
   * @param segments number in the run; segment i sends the sources whose number modulo {@code
   *     segments} is i − 1
   */
  record Start(
      int version,
      String runId,
      long seed,
      long atMillis,
      int sources,
      String ackMode,
      int segment,
      int segments)
      implements JournalEntry {
    /** Creates the first line of a run with one segment. */
    public Start(int version, String runId, long seed, long atMillis, int sources, String ackMode) {
      this(version, runId, seed, atMillis, sources, ackMode, 1, 1);
    }

    /** Rejects a segment number out of range. */
    public Start {
      if (segment < 1 || segment > segments) {
        throw new IllegalArgumentException("no segment " + segment + " of " + segments);
      }
    }

    /** Returns whether this process sends the source. */
    public boolean sends(int source) {
      return source >= 0 && source < sources && source % segments == segment - 1;
    }

    /** Returns the segments that {@code present} lacks. */
    public List<Integer> missingSegments(Set<Integer> present) {
      return IntStream.rangeClosed(1, segments)
          .filter(segment -> !present.contains(segment))
          .boxed()
          .toList();
    }
  }

  /**
   * State of one source, written about once per second <em>before</em> the tracers up to {@code
   * reserved} are sent.
   *
   * @param attempted tracers {@code 0 .. attempted-1} were certainly written at least once
   * @param acked tracers acknowledged or, with ack mode none, written without an error
   * @param reserved tracers {@code attempted .. reserved-1} may have been sent when the journal
   *     ends here; they never count as lost
   */
  record Mark(long atMillis, int source, long attempted, SequenceRanges acked, long reserved)
      implements JournalEntry {}

  /**
   * The last line of a finished run; a journal without it is incomplete.
   *
   * @param stopReason such as {@code duration} or {@code signal}
   * @param valid false when the run missed its rate and allows no verdict
   */
  record End(long atMillis, String stopReason, boolean valid) implements JournalEntry {}
}
