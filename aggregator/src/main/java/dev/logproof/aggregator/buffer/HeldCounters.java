package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.Ledger;
import java.util.function.LongConsumer;

/** Counters of what a buffer holds: the bytes of its output, and the records of the ledger. */
record HeldCounters(LongConsumer heldBytes, Ledger ledger) {
  void add(int bytes, int records) {
    heldBytes.accept(bytes);
    ledger.held(records);
  }
}
