package dev.logproof.loadgen.sender;

import java.util.concurrent.atomic.AtomicLong;

/** What one source has sent so far. Written by its thread, read by any. */
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

  /** Tracers written to a socket at least once, or about to be. */
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

  /** Their bytes. */
  public long takenBytes() {
    return takenBytes.get();
  }

  /** The bytes that count against the rate. */
  public long rateBytes() {
    return rateBytes.get();
  }

  /** Events of frames that were written again after at least a part of them was written before. */
  public long resentEvents() {
    return resentEvents.get();
  }

  /** Events that were due and never written. */
  public long unsentEvents() {
    return unsentEvents.get();
  }

  /** Nanoseconds from the start of the schedule to the last write. */
  public long lastWriteNanos() {
    return lastWriteNanos.get();
  }

  /** Longest time by which an event was written after it was due. */
  public long maxLatenessNanos() {
    return maxLatenessNanos.get();
  }

  /**
   * The same, as far as it was not the receiver's doing: until a source that had something to do,
   * and was not kept waiting, did it.
   */
  public long maxOwnLatenessNanos() {
    return maxOwnLatenessNanos.get();
  }
}
