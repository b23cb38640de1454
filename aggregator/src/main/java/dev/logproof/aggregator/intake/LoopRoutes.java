package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.output.LoopOutput;
import dev.logproof.aggregator.routing.TagCache;
import io.netty.buffer.ByteBuf;

/**
 * Finds the output of a tag from its bytes, without making a string of a tag seen before. Confined
 * to one event loop.
 */
public final class LoopRoutes {
  private static final int SCRATCH_BYTES = 1024;

  private final TagCache<LoopOutput> cache;
  private final LoopOutput unmatched;
  private final byte[] scratch = new byte[SCRATCH_BYTES];

  /** Routes by {@code cache}; what has no route there goes to {@code unmatched}. */
  public LoopRoutes(TagCache<LoopOutput> cache, LoopOutput unmatched) {
    this.cache = cache;
    this.unmatched = unmatched;
  }

  /** The output of the tag at {@code offset}, which has been told the tag. */
  public LoopOutput find(ByteBuf buffer, int offset, int length) {
    byte[] tag = length <= SCRATCH_BYTES ? scratch : new byte[length];
    buffer.getBytes(offset, tag, 0, length);
    LoopOutput output = cache.get(tag, 0, length).orElse(unmatched);
    output.tag(buffer, offset, length);
    return output;
  }
}
