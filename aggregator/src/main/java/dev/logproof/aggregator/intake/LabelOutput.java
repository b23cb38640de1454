package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.OutputDecorator;
import io.netty.buffer.ByteBuf;

/**
 * {@code relabel} in a store: sends the events of each tag to the routes of a label. Confined to
 * one event loop.
 */
final class LabelOutput extends OutputDecorator {
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
  protected EventLoopOutput next() {
    return target;
  }

  /** The target may have changed since {@link #whenRoom}. */
  @Override
  public void forget(Runnable resume) {
    routes.targets().forEach(each -> each.forget(resume));
  }
}
