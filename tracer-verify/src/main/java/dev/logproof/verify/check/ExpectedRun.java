package dev.logproof.verify.check;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;

/**
 * Tracers of one run that may be at the destination.
 *
 * @param sources sources, indexed by number
 * @param firmness which losses prove a fault
 * @param sent intended send times of the tracers; a tracer with the same run id and another send
 *     time belongs to another run
 */
public record ExpectedRun(String runId, List<Source> sources, Firmness firmness, SentWindow sent) {
  /** Makes the list immutable. */
  public ExpectedRun {
    sources = List.copyOf(sources);
  }

  /** Creates a run whose tracers may have any send time. */
  public ExpectedRun(String runId, List<Source> sources, Firmness firmness) {
    this(runId, sources, firmness, SentWindow.ALWAYS);
  }

  /** First and last intended send time, in microseconds since the Unix epoch, inclusive. */
  public record SentWindow(long fromMicros, long toMicros) {
    /** Window that contains every send time. */
    public static final SentWindow ALWAYS = new SentWindow(0, Long.MAX_VALUE);

    /** Whether a tracer sent at {@code micros} can belong to the run. */
    public boolean contains(long micros) {
      return micros >= fromMicros && micros <= toMicros;
    }
  }

  /** Which losses of a run prove a fault between load generator and destination. */
  public enum Firmness {
    /** The run completed: every attempted tracer must arrive. */
    ALL_ATTEMPTED,
    /**
     * The run was cut off, but its receiver acknowledged events: acknowledged tracers must arrive;
     * others may have been lost with the generator.
     */
    ONLY_ACKED,
    /**
     * The run was cut off and its receiver did not acknowledge: data written without an error may
     * never have left the generator's socket.
     */
    NONE
  }

  /**
   * Tracers of one source.
   *
   * @param attempted tracers {@code 0 .. attempted-1} were certainly sent
   * @param acked attempted tracers that the receiver is known to have accepted
   * @param reserved tracers from {@code attempted} up to here, exclusive, may have been sent
   */
  public record Source(long attempted, SequenceRanges acked, long reserved) {
    /**
     * Largest number of tracers per source, limited by the bit set; two days at 10,000 per second.
     */
    public static final long MAX_TRACERS = Integer.MAX_VALUE;

    /** Rejects numbers that exceed the limit or contradict one another. */
    public Source {
      if (attempted < 0 || Math.max(attempted, reserved) > MAX_TRACERS) {
        throw new IllegalArgumentException(
            "a source has 0 to " + MAX_TRACERS + " tracers, not " + Math.max(attempted, reserved));
      }
      boolean none = acked.ranges().isEmpty();
      if (!none && acked.ranges().get(acked.ranges().size() - 1).last() >= attempted) {
        throw new IllegalArgumentException(
            "accepted tracers beyond the " + attempted + " attempted: " + acked);
      }
      if (!none && acked.ranges().get(0).first() < 0) {
        throw new IllegalArgumentException("accepted tracers below 0: " + acked);
      }
    }

    /** Upper bound of observable sequence numbers, exclusive. */
    long possible() {
      return Math.max(attempted, reserved);
    }
  }
}
