package dev.logproof.loadgen.schedule;

/**
 * Due times of one source's events; the same lengths yield the same times. Confined to one source's
 * thread.
 */
@FunctionalInterface
public interface DueTimes {
  /**
   * Due time of the next event in nanoseconds from the start; never decreases.
   *
   * @param bytesBefore of all events before it
   * @param bytes of the previous event; 0 for the first
   */
  long next(long bytesBefore, int bytes);
}
