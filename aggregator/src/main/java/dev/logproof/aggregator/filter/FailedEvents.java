package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import io.netty.buffer.ByteBuf;

/**
 * Counts and acknowledges events on which a filter failed, when there is no {@code <label @ERROR>}:
 * a resend would not help. Thread-safe.
 */
public record FailedEvents(Ledger ledger) implements EventLoopOutput {
  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    ledger.rejected(RejectCause.FILTER_FAILED, 1);
  }
}
