package dev.logproof.loadgen.sender;

import java.util.function.LongSupplier;

/**
 * Clock and batching of a run.
 *
 * @param elapsedNanos since the start of the schedule
 * @param endNanos events due from then on are not sent
 * @param tickNanos least rest of an idle source, so that events due meanwhile share a system call;
 *     no event waits longer because of it
 */
public record Pace(LongSupplier elapsedNanos, long endNanos, long tickNanos, int framesPerWrite) {
  /** Sends all due frames in one write. */
  public static Pace batched(LongSupplier elapsedNanos, long endNanos, long tickNanos) {
    return new Pace(elapsedNanos, endNanos, tickNanos, Batch.MAX_FRAMES);
  }

  /** Sends each due frame in its own write. */
  public static Pace oneByOne(LongSupplier elapsedNanos, long endNanos) {
    return new Pace(elapsedNanos, endNanos, 0, 1);
  }

  long now() {
    return elapsedNanos.getAsLong();
  }
}
