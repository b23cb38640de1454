package dev.logproof.loadgen.sender;

import java.util.concurrent.atomic.AtomicLong;

/** Counters of one source. Written by its thread, read by any. */
public final class SentCounters {
  final AtomicLong attemptedTracers = new AtomicLong();
  final AtomicLong takenTracers = new AtomicLong();
  final AtomicLong takenEvents = new AtomicLong();
  final AtomicLong takenBytes = new AtomicLong();
  final AtomicLong rateBytes = new AtomicLong();
  final AtomicLong resentEvents = new AtomicLong();
  final AtomicLong unsentEvents = new AtomicLong();
  final AtomicLong lastWriteNanos = new AtomicLong();
  final AtomicLong maxLatenessNanos = new AtomicLong();
  final AtomicLong maxOwnLatenessNanos = new AtomicLong();

  /** Tracers written at least once or about to be. */
  public long attemptedTracers() {
    return attemptedTracers.get();
  }

  /** Tracers written without an error. */
  public long takenTracers() {
    return takenTracers.get();
  }

  /** Events written without an error. */
  public long takenEvents() {
    return takenEvents.get();
  }

  /** Bytes of events written without an error. */
  public long takenBytes() {
    return takenBytes.get();
  }

  /** Bytes that count against the rate. */
  public long rateBytes() {
    return rateBytes.get();
  }

  /** Events in frames rewritten after a complete or partial write. */
  public long resentEvents() {
    return resentEvents.get();
  }

  /** Events due and never written. */
  public long unsentEvents() {
    return unsentEvents.get();
  }

  /** Time of the last write, in nanoseconds from the start. */
  public long lastWriteNanos() {
    return lastWriteNanos.get();
  }

  /** Greatest delay from due time to write. */
  public long maxLatenessNanos() {
    return maxLatenessNanos.get();
  }

  /** Greatest delay not caused by the receiver: since an event was due and the source free. */
  public long maxOwnLatenessNanos() {
    return maxOwnLatenessNanos.get();
  }
}
