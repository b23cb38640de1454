package dev.logproof.loadgen.schedule;

import java.util.Random;

/**
 * Due times with exponential gaps. A plain random walk drifts without bound, so the mean gap is
 * corrected in proportion to the deviation, which keeps the exact rate over a run of any length.
 */
final class PoissonTimes implements DueTimes {
  /** Far above the walk's standard deviation, the root of STEERING / 2. */
  static final int MAX_LINES_AHEAD = 200;

  /** Lines over which a deviation is corrected. */
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
