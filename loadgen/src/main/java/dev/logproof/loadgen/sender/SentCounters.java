package dev.logproof.loadgen.sender;

import java.util.concurrent.atomic.AtomicLong;

/** Counters of one source. Written by its thread, read by any thread. */
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

  /** Tracers that were written at least once or are about to be. */
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

  /** Bytes of the events written without an error. */
  public long takenBytes() {
    return takenBytes.get();
  }

  /** Bytes that count against the rate. */
  public long rateBytes() {
    return rateBytes.get();
  }

  /** Events in frames that were rewritten after a complete or partial write. */
  public long resentEvents() {
    return resentEvents.get();
  }

  /** Events that were due and never written. */
  public long unsentEvents() {
    return unsentEvents.get();
  }

  /** Time of the last write, in nanoseconds from the start of the schedule. */
  public long lastWriteNanos() {
    return lastWriteNanos.get();
  }

  /** Greatest delay from an event's due time to its write. */
  public long maxLatenessNanos() {
    return maxLatenessNanos.get();
  }

  /**
   * Greatest delay not caused by the receiver: from when an event was due and the source was free
   * to send, until the source handled it.
   */
  public long maxOwnLatenessNanos() {
    return maxOwnLatenessNanos.get();
  }
}
