package dev.logproof.verify.check;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;

/**
 * Tracers of one run that may be at the destination.
 *
 * @param sources indexed by number
 * @param sent intended send times; tracers outside belong to another run with the same id
 */
public record ExpectedRun(String runId, List<Source> sources, Firmness firmness, SentWindow sent) {
  /** Makes the list immutable. */
  public ExpectedRun {
    sources = List.copyOf(sources);
  }

  /** Accepts any send time. */
  public ExpectedRun(String runId, List<Source> sources, Firmness firmness) {
    this(runId, sources, firmness, SentWindow.ALWAYS);
  }

  /** Intended send times, in microseconds since the Unix epoch, inclusive. */
  public record SentWindow(long fromMicros, long toMicros) {
    public static final SentWindow ALWAYS = new SentWindow(0, Long.MAX_VALUE);

    /** Whether {@code micros} is in the window. */
    public boolean contains(long micros) {
      return micros >= fromMicros && micros <= toMicros;
    }
  }

  /** Which losses prove a fault between load generator and destination. */
  public enum Firmness {
    /** The run completed: every attempted tracer must arrive. */
    ALL_ATTEMPTED,
    /**
     * The run was cut off: acknowledged tracers must arrive, others may be lost with the generator.
     */
    ONLY_ACKED,
    /**
     * The run was cut off without acknowledgements: written data may never have left the
     * generator's socket.
     */
    NONE
  }

  /**
   * Tracers of one source.
   *
   * @param attempted tracers {@code 0 .. attempted-1} were certainly sent
   * @param acked attempted tracers known to be accepted
   * @param reserved exclusive end of the tracers that may have been sent
   */
  public record Source(long attempted, SequenceRanges acked, long reserved) {
    /** Limited by the bit set; two days at 10,000 per second. */
    public static final long MAX_TRACERS = Integer.MAX_VALUE;

    /** Rejects numbers that are too large or contradictory. */
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

    long possible() {
      return Math.max(attempted, reserved);
    }
  }
}
