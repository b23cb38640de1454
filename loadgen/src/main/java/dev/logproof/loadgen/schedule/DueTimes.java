package dev.logproof.loadgen.schedule;

/**
 * When the events of one source are due, asked for in order: the same sequence of lengths gives the
 * same times. Confined to one source's thread.
 */
@FunctionalInterface
public interface DueTimes {
  /**
   * Nanoseconds from the start at which the next event is due, not earlier than the one before.
   *
   * @param bytesBefore of all events before it
   * @param bytes of the event before it; 0 for the first
   */
  long next(long bytesBefore, int bytes);
}
