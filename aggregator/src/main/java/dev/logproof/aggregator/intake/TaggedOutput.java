package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.TimedDecorator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * One of several ways to a view: keeps the tag and the time of its events, while events with new
 * tags come the other ways. Confined to one event loop.
 */
final class TaggedOutput extends TimedDecorator {
  private final Holder holder;
  private final ByteBuf tag = Unpooled.buffer();

  /** The way whose tag the view has now; shared by the ways to a view. */
  private static final class Holder {
    private Object way = this;
  }

  private TaggedOutput(EventLoopOutput next, Holder holder) {
    super(next);
    this.holder = holder;
  }

  /** Returns a first way to a view. */
  static TaggedOutput to(EventLoopOutput next) {
    return new TaggedOutput(next, new Holder());
  }

  /** Returns another way to the same view. */
  TaggedOutput another() {
    return new TaggedOutput(next, holder);
  }

  @Override
  public void tag(ByteBuf buffer, int offset, int length) {
    tag.clear().writeBytes(buffer, offset, length);
    holder.way = holder;
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    if (holder.way != this) {
      next.tag(tag, 0, tag.writerIndex());
      holder.way = this;
    }
    time.passTo(next);
    next.take(event, offset, length, ack);
  }
}
