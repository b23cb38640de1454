package dev.logproof.loadgen.schedule;

/**
 * When each tracer of one source is due. The tracers of a run are dealt to its sources in turn, so
 * that all together they come at the exact rate. Immutable; any thread.
 *
 * @param perSecond of all sources together; 0 for none
 * @param source number of this source
 * @param sources how many there are
 */
public record TracerSchedule(double perSecond, int source, int sources) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Nanoseconds from the start at which tracer {@code sequence} of this source is due. */
  public long dueNanos(long sequence) {
    if (perSecond == 0) {
      return Long.MAX_VALUE;
    }
    return (long) ((sequence * sources + source) / perSecond * NANOS_PER_SECOND);
  }

  /** How many tracers of this source are due before {@code nanos} from the start. */
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
