package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.metrics.Ledger;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/** {@code @type null}: discards events and counts them as delivered. Thread-safe. */
public record DiscardOutput(String id, Ledger ledger) implements Output, EventLoopOutput {
  @Override
  public EventLoopOutput forLoop(EventLoop loop, RejectedEvents rejected) {
    return this;
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    ledger.delivered(1);
  }
}
