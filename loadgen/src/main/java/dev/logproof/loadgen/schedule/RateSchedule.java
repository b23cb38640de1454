package dev.logproof.loadgen.schedule;

/** Absolute schedule of bytes over time. Immutable. */
public interface RateSchedule {
  /** Due time of the event after {@code bytesBefore} bytes, from the start. */
  long dueNanos(long bytesBefore);

  /** Bytes due before {@code nanos} from the start. */
  double bytesBefore(long nanos);

  /** Schedule of a source with {@code share} of the rate. */
  default RateSchedule share(double share) {
    RateSchedule whole = this;
    return new RateSchedule() {
      @Override
      public long dueNanos(long bytesBefore) {
        return whole.dueNanos(Math.round(bytesBefore / share));
      }

      @Override
      public double bytesBefore(long nanos) {
        return whole.bytesBefore(nanos) * share;
      }
    };
  }
}
