package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import io.netty.buffer.ByteBuf;

/**
 * Passes events on to one view, and those that fail to another. Inputs wait for both. Confined to
 * one event loop.
 */
public abstract class OutputWithErrors extends TimedDecorator {
  /** The view of events that fail. */
  protected final EventLoopOutput errors;

  private final Ledger ledger;

  /** Passes events on to {@code next} or {@code errors}. */
  protected OutputWithErrors(EventLoopOutput next, EventLoopOutput errors, Ledger ledger) {
    super(next);
    this.errors = errors;
    this.ledger = ledger;
  }

  /**
   * Asks {@code errors} to accept an event that failed. If refused, the event is rejected, and its
   * frame is not acknowledged, so that the client resends it.
   */
  protected final boolean errorsAdmit(PendingAck ack) {
    return SingleEvents.admits(errors, ledger, ack);
  }

  @Override
  public final void tag(ByteBuf buffer, int offset, int length) {
    next.tag(buffer, offset, length);
    errors.tag(buffer, offset, length);
  }

  @Override
  public void frameEnd() {
    next.frameEnd();
    errors.frameEnd();
  }

  @Override
  public boolean isFull() {
    return next.isFull() || errors.isFull();
  }

  @Override
  public void whenRoom(Runnable resume) {
    (next.isFull() || !errors.isFull() ? next : errors).whenRoom(resume);
  }

  @Override
  public void forget(Runnable resume) {
    next.forget(resume);
    errors.forget(resume);
  }
}
