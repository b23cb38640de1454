package dev.logproof.loadgen.sender;

import java.util.function.LongSupplier;

/**
 * Clock and batching of a run. Immutable.
 *
 * @param elapsedNanos since the start of the schedule
 * @param endNanos events due from then on are not sent
 * @param tickNanos least rest of an idle source, so that events due meanwhile share a wake-up and a
 *     system call; no event waits longer because of it
 * @param framesPerWrite most frames per write
 */
public record Pace(LongSupplier elapsedNanos, long endNanos, long tickNanos, int framesPerWrite) {
  /** Creates a pace that sends all due frames in one write. */
  public static Pace batched(LongSupplier elapsedNanos, long endNanos, long tickNanos) {
    return new Pace(elapsedNanos, endNanos, tickNanos, Batch.MAX_FRAMES);
  }

  /** Creates a pace that sends each frame in a write of its own, as soon as it is due. */
  public static Pace oneByOne(LongSupplier elapsedNanos, long endNanos) {
    return new Pace(elapsedNanos, endNanos, 0, 1);
  }

  long now() {
    return elapsedNanos.getAsLong();
  }
}
