package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Result of rewrite_tag_filter for one event. Immutable.
 *
 * @param label whose routes take the event; "" is the top level
 */
public record NewTag(Kind kind, String label, String text, ByteBuf bytes) {
  /** No rule gives the event another tag. */
  public static final NewTag NONE = new NewTag(Kind.NONE, "", "");

  /** A rule failed on the event, as it would raise in Ruby. */
  public static final NewTag FAILED = new NewTag(Kind.FAILED, "", "");

  /** Whether there is a tag. */
  public enum Kind {
    REWRITTEN,
    NONE,
    FAILED
  }

  NewTag(Kind kind, String label, String text) {
    this(kind, label, text, Unpooled.copiedBuffer(text, UTF_8));
  }
}
