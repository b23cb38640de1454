package dev.logproof.loadgen.schedule;

/** Constant rate. */
public record ByteSchedule(double bytesPerSecond) implements RateSchedule {
  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public long dueNanos(long bytesBefore) {
    return (long) (bytesBefore / bytesPerSecond * NANOS_PER_SECOND);
  }

  @Override
  public double bytesBefore(long nanos) {
    return Math.max(0, nanos) / NANOS_PER_SECOND * bytesPerSecond;
  }

  @Override
  public RateSchedule share(double share) {
    return new ByteSchedule(bytesPerSecond * share);
  }
}
