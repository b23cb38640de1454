package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.routing.TagCache;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Finds the output of a tag from its bytes, without making a string of a tag seen before. Frames
 * come in runs of one tag, so the last one is looked at before any other. Confined to one event
 * loop.
 */
public final class TagRouter {
  /** A longer tag is a mistake, and what a pattern makes of it takes time: it has no route. */
  static final int MAX_TAG_BYTES = TagCache.MAX_TAG_BYTES;

  private final TagCache<EventLoopOutput> cache;
  private final EventLoopOutput unmatched;
  private final byte[] tag = new byte[MAX_TAG_BYTES];
  private final byte[] lastTag = new byte[MAX_TAG_BYTES];
  private int lastLength = -1;
  private EventLoopOutput lastOutput;

  /** Routes by {@code cache}; what has no route there goes to {@code unmatched}. */
  public TagRouter(TagCache<EventLoopOutput> cache, EventLoopOutput unmatched) {
    this.cache = cache;
    this.unmatched = unmatched;
    this.lastOutput = unmatched;
  }

  /** The output of the tag at {@code offset}, which has been told the tag. */
  public EventLoopOutput find(ByteBuf buffer, int offset, int length) {
    EventLoopOutput output = length > MAX_TAG_BYTES ? unmatched : known(buffer, offset, length);
    output.tag(buffer, offset, Math.min(length, MAX_TAG_BYTES));
    return output;
  }

  private EventLoopOutput known(ByteBuf buffer, int offset, int length) {
    buffer.getBytes(offset, tag, 0, length);
    if (length != lastLength || !Arrays.equals(tag, 0, length, lastTag, 0, length)) {
      lastOutput = cache.get(tag, 0, length).orElse(unmatched);
      System.arraycopy(tag, 0, lastTag, 0, length);
      lastLength = length;
    }
    return lastOutput;
  }
}
