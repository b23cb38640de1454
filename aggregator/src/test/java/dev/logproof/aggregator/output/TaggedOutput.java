package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

/** Keeps the tag and the time that precede an event. */
public abstract class TaggedOutput implements EventLoopOutput {
  private String tag = "";
  private long seconds;

  @Override
  public final void tag(ByteBuf buffer, int offset, int length) {
    tag = buffer.toString(offset, length, UTF_8);
  }

  @Override
  public final void time(long epochSeconds, int nanos) {
    seconds = epochSeconds;
  }

  protected final String tag() {
    return tag;
  }

  protected final long seconds() {
    return seconds;
  }
}
