package dev.logproof.loadgen.schedule;

/**
 * Due times of one source's tracers. The sources carry a run's tracers in turn, so that all
 * together send the exact rate.
 *
 * @param perSecond of all sources together; 0 for none
 */
public record TracerSchedule(double perSecond, int source, int sources) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Due time of tracer {@code sequence}, in nanoseconds from the start. */
  public long dueNanos(long sequence) {
    if (perSecond == 0) {
      return Long.MAX_VALUE;
    }
    return (long) ((sequence * sources + source) / perSecond * NANOS_PER_SECOND);
  }

  /** Tracers due before {@code nanos} from the start. */
  public long countBefore(long nanos) {
    if (perSecond == 0 || nanos <= 0) {
      return 0;
    }
    long count = (long) ((nanos / NANOS_PER_SECOND * perSecond - source) / sources) - 1;
    count = Math.max(0, count);
    while (dueNanos(count) < nanos) {
      count++;
    }
    return count;
  }
}
