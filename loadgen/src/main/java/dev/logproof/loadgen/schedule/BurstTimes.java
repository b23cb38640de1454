package dev.logproof.loadgen.schedule;

import java.util.Random;

/**
 * All lines of a burst are due with its first. A random fraction of a burst's bytes delays a
 * source's bursts, so that sources do not burst together and the average load matches the schedule.
 */
final class BurstTimes implements DueTimes {
  private final RateSchedule schedule;
  private final int lines;
  private final long phaseBytes;
  private int left;
  private long dueNanos;

  BurstTimes(RateSchedule schedule, int lines, double eventBytes, long seed) {
    this.schedule = schedule;
    this.lines = lines;
    this.phaseBytes = (long) (new Random(seed).nextDouble() * lines * eventBytes);
  }

  @Override
  public long next(long bytesBefore, int bytes) {
    if (left == 0) {
      left = lines;
      dueNanos = schedule.dueNanos(bytesBefore + phaseBytes);
    }
    left--;
    return dueNanos;
  }
}
