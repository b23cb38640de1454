package dev.logproof.loadgen.schedule;

/** The absolute schedule of bytes: when so many bytes are to be sent. Immutable; any thread. */
public interface RateSchedule {
  /** Nanoseconds from the start at which the event behind {@code bytesBefore} bytes is due. */
  long dueNanos(long bytesBefore);

  /** Bytes due before {@code nanos} from the start. */
  double bytesBefore(long nanos);

  /** The part of this schedule that one source sends: {@code share} of the rate at any time. */
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
