package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.output.EventLoopOutput;
import io.netty.buffer.ByteBuf;

/**
 * {@code relabel} in a store: sends the events of each tag to the routes of a label. Confined to
 * one event loop.
 */
final class LabelOutput implements EventLoopOutput {
  private TagRouter routes;
  private EventLoopOutput target;

  /** Sends events to {@code routes}. */
  LabelOutput(TagRouter routes, EventLoopOutput target) {
    this.routes = routes;
    this.target = target;
  }

  /** Sets the routes once they exist; a label may lead to copies itself. */
  void connect(TagRouter to) {
    routes = to;
  }

  @Override
  public void tag(ByteBuf buffer, int offset, int length) {
    EventLoopOutput next = routes.find(buffer, offset, length);
    if (next != target) {
      target.frameEnd();
      target = next;
    }
  }

  @Override
  public boolean admit(int events) {
    return target.admit(events);
  }

  @Override
  public void admitMore(int events) {
    target.admitMore(events);
  }

  @Override
  public void time(long epochSeconds, int nanos) {
    target.time(epochSeconds, nanos);
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    target.take(event, offset, length, ack);
  }

  @Override
  public void frameEnd() {
    target.frameEnd();
  }

  @Override
  public boolean isFull() {
    return target.isFull();
  }

  @Override
  public void whenRoom(Runnable resume) {
    target.whenRoom(resume);
  }

  /** The target may have changed since {@link #whenRoom}. */
  @Override
  public void forget(Runnable resume) {
    routes.targets().forEach(each -> each.forget(resume));
  }

  @Override
  public boolean isClosed() {
    return target.isClosed();
  }
}
