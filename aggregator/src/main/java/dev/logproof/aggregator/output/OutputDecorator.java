package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.PendingAck;
import io.netty.buffer.ByteBuf;

/**
 * Passes everything on to another view, but for what a subclass changes. Does not pass on {@link
 * #close}: the creator of a view closes it. Confined to one event loop.
 */
public abstract class OutputDecorator implements EventLoopOutput {
  /** Returns the view that takes the events now. */
  protected abstract EventLoopOutput next();

  @Override
  public boolean admit(int events) {
    return next().admit(events);
  }

  @Override
  public void admitMore(int events) {
    next().admitMore(events);
  }

  @Override
  public void tag(ByteBuf buffer, int offset, int length) {
    next().tag(buffer, offset, length);
  }

  @Override
  public void time(long epochSeconds, int nanos) {
    next().time(epochSeconds, nanos);
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    next().take(event, offset, length, ack);
  }

  @Override
  public void frameEnd() {
    next().frameEnd();
  }

  @Override
  public boolean isFull() {
    return next().isFull();
  }

  @Override
  public void whenRoom(Runnable resume) {
    next().whenRoom(resume);
  }

  @Override
  public void forget(Runnable resume) {
    next().forget(resume);
  }

  @Override
  public boolean isClosed() {
    return next().isClosed();
  }
}
