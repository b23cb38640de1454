package dev.logproof.loadgen.schedule;

import java.util.Random;

/**
 * Due times with exponential gaps. A plain random walk drifts from its rate without bound, so the
 * mean gap is corrected slightly in proportion to the deviation from the schedule. A run of any
 * length keeps its exact rate. Confined to one source's thread.
 */
final class PoissonTimes implements DueTimes {
  /** Far above the deviation of the walk, whose standard deviation is the root of STEERING / 2. */
  static final int MAX_LINES_AHEAD = 200;

  /** Number of lines over which a deviation is corrected. */
  private static final int STEERING = 200;

  private static final double MAX_CORRECTION = 0.9;

  private final RateSchedule schedule;
  private final Random random;
  private double spentBytes;
  private long events;

  PoissonTimes(RateSchedule schedule, long seed) {
    this.schedule = schedule;
    this.random = new Random(seed);
  }

  @Override
  public long next(long bytesBefore, int bytes) {
    if (bytes == 0) {
      return schedule.dueNanos(0);
    }
    events++;
    double meanBytes = (double) bytesBefore / events;
    double behind = (bytesBefore - bytes - spentBytes) / (STEERING * meanBytes);
    double mean = 1 + Math.max(-MAX_CORRECTION, Math.min(MAX_CORRECTION, behind));
    spentBytes += -Math.log(1 - random.nextDouble()) * bytes * mean;
    return schedule.dueNanos((long) spentBytes);
  }
}
