package dev.logproof.loadgen.schedule;

/**
 * Due times of one source's events, requested in order. The same sequence of lengths yields the
 * same times. Confined to one source's thread.
 */
@FunctionalInterface
public interface DueTimes {
  /**
   * Due time of the next event in nanoseconds from the start, not before that of the previous
   * event.
   *
   * @param bytesBefore bytes of all events before it
   * @param bytes of the previous event; 0 for the first
   */
  long next(long bytesBefore, int bytes);
}
