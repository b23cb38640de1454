package dev.logproof.verify.check;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;

/**
 * What a run may have left at the destination.
 *
 * @param sources by number
 * @param firmness what a loss among them proves
 * @param sent when its tracers were meant to be sent; a tracer with the same run id and another
 *     time is of another run
 */
public record ExpectedRun(String runId, List<Source> sources, Firmness firmness, SentWindow sent) {
  /** Copies the list. */
  public ExpectedRun {
    sources = List.copyOf(sources);
  }

  /** A run whose tracers may be of any time. */
  public ExpectedRun(String runId, List<Source> sources, Firmness firmness) {
    this(runId, sources, firmness, SentWindow.ALWAYS);
  }

  /** From the first to the last intended send time, microseconds since the epoch, inclusive. */
  public record SentWindow(long fromMicros, long toMicros) {
    /** Any time that a tracer can hold. */
    public static final SentWindow ALWAYS = new SentWindow(0, Long.MAX_VALUE);

    /** True when a tracer sent at {@code micros} can be of the run. */
    public boolean contains(long micros) {
      return micros >= fromMicros && micros <= toMicros;
    }
  }

  /**
   * Which losses of a run can be blamed on nothing but what lies between it and the destination.
   */
  public enum Firmness {
    /** The run came to its end: every tracer attempted must arrive. */
    ALL_ATTEMPTED,
    /**
     * The run was cut off, but its receiver acknowledged: what was acknowledged must arrive; the
     * rest may have died with the generator.
     */
    ONLY_ACKED,
    /**
     * The run was cut off and nothing was acknowledged: what a dying generator wrote without an
     * error may never have left its socket.
     */
    NONE
  }

  /**
   * One source's tracers.
   *
   * @param attempted tracers {@code 0 .. attempted-1} were surely sent
   * @param acked those the receiver was seen to accept, some of the attempted
   * @param reserved tracers from {@code attempted} up to here, exclusive, may have been sent
   */
  public record Source(long attempted, SequenceRanges acked, long reserved) {
    /** No source may have more tracers: a bit set holds no more. Two days at 10,000 a second. */
    public static final long MAX_TRACERS = Integer.MAX_VALUE;

    /** Rejects what the checker cannot hold, or no run can have done. */
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

    /** One more than the highest sequence that may be observed. */
    long possible() {
      return Math.max(attempted, reserved);
    }
  }
}
