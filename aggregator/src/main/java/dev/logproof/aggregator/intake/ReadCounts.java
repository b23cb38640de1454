package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;

/**
 * Counts what one connection receives, and updates the ledger once per read, because shared
 * counters cost more than fields. Confined to the connection's event loop.
 */
final class ReadCounts {
  private final Ledger ledger;
  private long events;
  private long bytes;
  private long allEvents;

  ReadCounts(Ledger ledger) {
    this.ledger = ledger;
  }

  void frame(long frameBytes) {
    bytes += frameBytes;
  }

  void event() {
    events++;
  }

  /** Counts {@code count} events as received and rejected. */
  void rejected(RejectCause cause, int count) {
    events += count;
    ledger.rejected(cause, count);
  }

  /** Rejects an event that is already counted as received. */
  void notKept() {
    ledger.rejected(RejectCause.NOT_KEPT, 1);
  }

  /** Returns the number of events flushed so far. */
  long allEvents() {
    return allEvents;
  }

  /** Adds the sums to the ledger; returns false when there is nothing to add. */
  boolean flush() {
    if (events == 0 && bytes == 0) {
      return false;
    }
    ledger.received(events, bytes);
    allEvents += events;
    events = 0;
    bytes = 0;
    return true;
  }
}
