package dev.logproof.loadgen.sender;

import java.util.function.LongSupplier;

/**
 * The clock of a run.
 *
 * @param elapsedNanos since the start of the schedule
 * @param endNanos nothing due from then on is sent
 * @param tickNanos a source that has nothing to do rests at least so long, so that what becomes due
 *     meanwhile shares a wake-up and a system call; no event waits longer for that
 * @param framesPerWrite at most
 */
public record Pace(LongSupplier elapsedNanos, long endNanos, long tickNanos, int framesPerWrite) {
  /** As many frames per write as are due. */
  public static Pace batched(LongSupplier elapsedNanos, long endNanos, long tickNanos) {
    return new Pace(elapsedNanos, endNanos, tickNanos, Batch.MAX_FRAMES);
  }

  /** Each frame by a write of its own, as soon as it is due. */
  public static Pace oneByOne(LongSupplier elapsedNanos, long endNanos) {
    return new Pace(elapsedNanos, endNanos, 0, 1);
  }

  long now() {
    return elapsedNanos.getAsLong();
  }
}
