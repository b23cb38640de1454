package dev.logproof.loadgen.sender;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counters of one source. Written by its thread, read by any. */
public final class SentCounters {
  private final Map<Count, AtomicLong> values = new EnumMap<>(Count.class);

  /** Kinds of counters. */
  public enum Count {
    /** Tracers written at least once or about to be. */
    ATTEMPTED_TRACERS,
    /** Tracers written without an error. */
    TAKEN_TRACERS,
    /** Events written without an error. */
    TAKEN_EVENTS,
    /** Bytes of events written without an error. */
    TAKEN_BYTES,
    /** Bytes that count against the rate. */
    RATE_BYTES,
    /** Events in frames rewritten after a complete or partial write. */
    RESENT_EVENTS,
    /** Events due and never written. */
    UNSENT_EVENTS,
    /** Time of the last write, in nanoseconds from the start. */
    LAST_WRITE_NANOS,
    /** Greatest delay from due time to write. */
    MAX_LATENESS_NANOS,
    /** Greatest delay not caused by the receiver: since an event was due and the source free. */
    MAX_OWN_LATENESS_NANOS
  }

  SentCounters() {
    for (Count count : Count.values()) {
      values.put(count, new AtomicLong());
    }
  }

  /** Returns the value of {@code count}. */
  public long get(Count count) {
    return values.get(count).get();
  }

  void set(Count count, long value) {
    values.get(count).set(value);
  }

  void add(Count count, long more) {
    values.get(count).addAndGet(more);
  }

  /** Keeps the greatest value. */
  void raise(Count count, long value) {
    values.get(count).accumulateAndGet(value, Math::max);
  }
}
