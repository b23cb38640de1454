package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;

/**
 * Counts what one connection receives, and passes the sums on once per read, since counters that
 * threads share are dearer than fields. Confined to the connection's event loop.
 */
final class ReadCounts {
  private final Ledger ledger;
  private long events;
  private long bytes;
  private long allEvents;

  ReadCounts(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A frame of {@code frameBytes} bytes came. */
  void frame(long frameBytes) {
    bytes += frameBytes;
  }

  /** An event came. */
  void event() {
    events++;
  }

  /** {@code count} events came and are given up. */
  void rejected(RejectCause cause, int count) {
    events += count;
    ledger.rejected(cause, count);
  }

  /** An event that was counted already is given up. */
  void notKept() {
    ledger.rejected(RejectCause.NOT_KEPT, 1);
  }

  /** Events whose sums were passed on. */
  long allEvents() {
    return allEvents;
  }

  /** Passes the sums on; false when nothing came since the last time. */
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
