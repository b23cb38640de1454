package dev.logproof.record.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One line of {@value RunJournal#FILE_NAME}. Sequences are contiguous per source, so a line holds
 * high-water marks, never a list of tracers.
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
   * @param version of the format, {@link RunJournal#VERSION}
   * @param runId of every tracer of the run
   * @param seed that makes the same run again
   * @param atMillis start of the schedule, milliseconds since the epoch
   * @param sources how many sources the whole run has, numbered from 0
   * @param ackMode {@code none} when a write counts as success, {@code chunk} when an ack does
   * @param segment which part of the run this process sends, from 1
   * @param segments into how many parts the run is cut; segment i sends the sources whose number
   *     modulo {@code segments} is i − 1
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
    /** A run of one part. */
    public Start(int version, String runId, long seed, long atMillis, int sources, String ackMode) {
      this(version, runId, seed, atMillis, sources, ackMode, 1, 1);
    }

    /** Rejects a part that is none. */
    public Start {
      if (segment < 1 || segment > segments) {
        throw new IllegalArgumentException("no segment " + segment + " of " + segments);
      }
    }

    /** True when this process sends the source with this number. */
    public boolean sends(int source) {
      return source >= 0 && source < sources && source % segments == segment - 1;
    }

    /** The segments of the run that are not among {@code present}. */
    public List<Integer> missingSegments(Set<Integer> present) {
      return IntStream.rangeClosed(1, segments)
          .filter(segment -> !present.contains(segment))
          .boxed()
          .toList();
    }
  }

  /**
   * The state of one source, written about once a second <em>before</em> the tracers up to {@code
   * reserved} are sent.
   *
   * @param atMillis when it was written, milliseconds since the epoch
   * @param source number of the source
   * @param attempted tracers {@code 0 .. attempted-1} were surely written to a socket at least once
   * @param acked tracers the receiver was seen to accept: acknowledged, or, with ack mode none,
   *     written without an error; as ranges
   * @param reserved tracers {@code attempted .. reserved-1} may have been sent when the journal
   *     breaks off here: they may be observed, and are not lost when they are not
   */
  record Mark(long atMillis, int source, long attempted, SequenceRanges acked, long reserved)
      implements JournalEntry {}

  /**
   * The last line of a run that came to its end; a journal without it is incomplete.
   *
   * @param atMillis when it was written, milliseconds since the epoch
   * @param stopReason such as {@code duration} or {@code signal}
   * @param valid false when the run missed its rate, so that no verdict can rest on it
   */
  record End(long atMillis, String stopReason, boolean valid) implements JournalEntry {}
}
