package dev.logproof.loadgen.sender;

import java.util.function.LongSupplier;

/**
 * The clock of a run.
 *
 * @param elapsedNanos since the start of the schedule
 * @param endNanos nothing due from then on is sent
 * @param tickNanos a source that has nothing to do rests at least so long, so that what becomes due
 *     meanwhile shares a wake-up and a system call; no event waits longer for that
 */
public record Pace(LongSupplier elapsedNanos, long endNanos, long tickNanos) {
  long now() {
    return elapsedNanos.getAsLong();
  }
}
