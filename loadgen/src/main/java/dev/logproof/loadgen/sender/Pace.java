package dev.logproof.loadgen.sender;

import java.util.function.LongSupplier;

/**
 * Clock and batching of a run.
 *
 * @param elapsedNanos since the start of the schedule
 * @param endNanos events due from then on are not sent
 * @param tickNanos least rest of an idle source, so that events due meanwhile share a system call;
 *     no event waits longer because of it
 * @param reconnect times at which a source leaves its connection
 */
public record Pace(
    LongSupplier elapsedNanos,
    long endNanos,
    long tickNanos,
    int framesPerWrite,
    Reconnect reconnect) {
  /**
   * Times at which a source leaves its connection for a new one, by the same clock.
   *
   * @param firstNanos differs between sources, so that they do not leave together
   */
  public record Reconnect(long firstNanos, long everyNanos) {
    /** The connection stays as long as it works. */
    public static final Reconnect NEVER = new Reconnect(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Sends all due frames in one write. */
  public static Pace batched(LongSupplier elapsedNanos, long endNanos, long tickNanos) {
    return new Pace(elapsedNanos, endNanos, tickNanos, Batch.MAX_FRAMES, Reconnect.NEVER);
  }

  /** Sends each due frame in its own write. */
  public static Pace oneByOne(LongSupplier elapsedNanos, long endNanos) {
    return new Pace(elapsedNanos, endNanos, 0, 1, Reconnect.NEVER);
  }

  /** Returns the same pace with other times of reconnection. */
  public Pace with(Reconnect other) {
    return new Pace(elapsedNanos, endNanos, tickNanos, framesPerWrite, other);
  }

  long now() {
    return elapsedNanos.getAsLong();
  }
}
