package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.TagChange;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.routing.TagCache;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;

/**
 * Finds outputs by the bytes of a tag, without a string for a known tag. Checks the last tag first,
 * because frames come in runs. Confined to one event loop.
 */
public final class TagRouter {
  static final int MAX_TAG_BYTES = TagCache.MAX_TAG_BYTES;

  /** Later text does not matter: no output takes such a tag. */
  private static final int TOO_LONG = MAX_TAG_BYTES + 1;

  private final TagCache<EventLoopOutput> cache;
  private final List<EventLoopOutput> targets;
  private final byte[] tag = new byte[MAX_TAG_BYTES];
  private final byte[] lastTag = new byte[MAX_TAG_BYTES];
  private final boolean fixed;
  private final int prefixBytes;

  /** The tag of all events, or the prefix of their tags and the last tag behind it. */
  private final ByteBuf changed;

  private int lastLength = -1;
  private EventLoopOutput lastOutput;

  /** Finds the outputs that {@code cache} knows. */
  public TagRouter(TagCache<EventLoopOutput> cache) {
    this(cache, List.of());
  }

  TagRouter(TagCache<EventLoopOutput> cache, List<EventLoopOutput> targets) {
    this(cache, targets, TagChange.NONE);
  }

  private TagRouter(
      TagCache<EventLoopOutput> cache, List<EventLoopOutput> targets, TagChange change) {
    this.cache = cache;
    this.targets = List.copyOf(targets);
    this.lastOutput = cache.unmatched();
    this.fixed = !change.fixed().isEmpty();
    this.changed = Unpooled.buffer().writeBytes(change.apply("").getBytes(UTF_8));
    this.prefixBytes = changed.writerIndex();
  }

  /** Returns a router that changes the tags of events. */
  public TagRouter with(TagChange change) {
    return change.equals(TagChange.NONE) ? this : new TagRouter(cache, targets, change);
  }

  /** Returns all outputs of {@code cache}. */
  List<EventLoopOutput> targets() {
    return targets;
  }

  /** Returns the output of the tag, after passing the tag to it. */
  public EventLoopOutput find(ByteBuf buffer, int offset, int length) {
    if (prefixBytes == 0) {
      return findTag(buffer, offset, length);
    }
    if (!fixed) {
      changed.writerIndex(prefixBytes).writeBytes(buffer, offset, Math.min(length, TOO_LONG));
    }
    return findTag(changed, 0, changed.writerIndex());
  }

  private EventLoopOutput findTag(ByteBuf buffer, int offset, int length) {
    EventLoopOutput output =
        length > MAX_TAG_BYTES ? cache.unmatched() : known(buffer, offset, length);
    output.tag(buffer, offset, Math.min(length, MAX_TAG_BYTES));
    return output;
  }

  private EventLoopOutput known(ByteBuf buffer, int offset, int length) {
    buffer.getBytes(offset, tag, 0, length);
    if (length != lastLength || !Arrays.equals(tag, 0, length, lastTag, 0, length)) {
      lastOutput = cache.get(tag, 0, length);
      System.arraycopy(tag, 0, lastTag, 0, length);
      lastLength = length;
    }
    return lastOutput;
  }
}
