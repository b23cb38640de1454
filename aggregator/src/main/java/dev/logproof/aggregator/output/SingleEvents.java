package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;

/** Asks outputs for single events of frames that other outputs have admitted. Stateless. */
public final class SingleEvents {
  private SingleEvents() {}

  /** Returns whether the output takes an event; otherwise it is counted, and not acknowledged. */
  public static boolean admits(EventLoopOutput output, Ledger ledger, PendingAck ack) {
    if (output.admit(1)) {
      return true;
    }
    ledger.rejected(output.refusal(), 1);
    ack.neverKept();
    return false;
  }
}
