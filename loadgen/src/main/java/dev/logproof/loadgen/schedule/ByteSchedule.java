package dev.logproof.loadgen.schedule;

/**
 * The absolute schedule of one source: an event is due when the bytes before it would have been
 * sent at the exact rate. Immutable; any thread.
 *
 * @param bytesPerSecond of this source
 */
public record ByteSchedule(double bytesPerSecond) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Nanoseconds from the start at which the event behind {@code bytesBefore} bytes is due. */
  public long dueNanos(long bytesBefore) {
    return (long) (bytesBefore / bytesPerSecond * NANOS_PER_SECOND);
  }
}
