package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;

/**
 * Counts for one connection and updates the ledger once per read, because shared counters cost more
 * than fields. Confined to its event loop.
 */
final class ReadCounts {
  private final Ledger ledger;
  private long events;
  private long bytes;
  private long allEvents;
  private long notKeptSeen;

  ReadCounts(Ledger ledger) {
    this.ledger = ledger;
  }

  void frame(long frameBytes) {
    bytes += frameBytes;
  }

  void event() {
    events++;
  }

  void rejected(RejectCause cause, int count) {
    events += count;
    ledger.rejected(cause, count);
  }

  /** Rejects an event already counted as received. */
  void notKept() {
    ledger.rejected(RejectCause.NOT_KEPT, 1);
  }

  /** Returns whether an event of any connection found no memory since the last call. */
  boolean lacksMemory() {
    long before = notKeptSeen;
    notKeptSeen = ledger.rejected(RejectCause.NOT_KEPT);
    return notKeptSeen > before;
  }

  /** Excludes events not flushed yet. */
  long allEvents() {
    return allEvents;
  }

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
