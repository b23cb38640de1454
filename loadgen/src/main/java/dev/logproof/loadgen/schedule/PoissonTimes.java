package dev.logproof.loadgen.schedule;

import java.util.Random;

/**
 * Exponential gaps. A random walk strays from its rate without bound; so the mean of a gap is
 * corrected by a few percent according to how far the sum of the gaps is from the schedule, which
 * keeps a run of any length at its exact rate. Confined to one source's thread.
 */
final class PoissonTimes implements DueTimes {
  /** Far more than the walk strays: its standard deviation is the root of half of STEERING. */
  static final int MAX_LINES_AHEAD = 200;

  /** Lines over which a deviation is made up for. */
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
