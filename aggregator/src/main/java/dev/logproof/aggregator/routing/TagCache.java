package dev.logproof.aggregator.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Caches the targets of tags by their bytes, so that an event costs a hash and a comparison and
 * allocates nothing. A full cache is cleared, which is cheap while fewer tags are active. Tags over
 * {@value #MAX_TAG_BYTES} bytes have no route, so that clients cannot control memory use or
 * matching time. Confined to one event loop.
 */
public final class TagCache<T> {
  /** Longest tag routed; Kubernetes tags are less than half as long. */
  public static final int MAX_TAG_BYTES = 1024;

  private static final int MAX_CAPACITY = 1 << 24;

  private final TagRoutes<T> router;
  private final T unmatched;
  private final int maxCachedTags;
  private final List<CachedTag<T>> table;
  private final int mask;
  private int cachedTags;

  /**
   * Caches at most {@code maxCachedTags} tags.
   *
   * @param unmatched target of tags without a route
   * @param maxCachedTags from 1 to 8,388,608
   */
  public TagCache(TagRoutes<T> router, T unmatched, int maxCachedTags) {
    if (maxCachedTags < 1 || maxCachedTags > MAX_CAPACITY / 2) {
      throw new IllegalArgumentException("maxCachedTags out of range: " + maxCachedTags);
    }
    this.router = router;
    this.unmatched = unmatched;
    this.maxCachedTags = maxCachedTags;
    int capacity = Integer.highestOneBit(maxCachedTags * 2 - 1) * 2;
    this.mask = capacity - 1;
    this.table = new ArrayList<>(Collections.nCopies(capacity, null));
  }

  /**
   * Returns the target of a UTF-8 tag. Allocates nothing for a cached tag; copies the bytes of a
   * new one.
   */
  public T get(byte[] tag, int offset, int length) {
    if (length > MAX_TAG_BYTES) {
      return unmatched;
    }
    int hash = hash(tag, offset, length);
    int place = hash & mask;
    for (CachedTag<T> entry = table.get(place); entry != null; entry = table.get(place)) {
      if (entry.hash == hash && sameBytes(entry.tag, tag, offset, length)) {
        return entry.target;
      }
      place = (place + 1) & mask;
    }
    return learn(tag, offset, length, hash);
  }

  /** Returns the target of tags without a route. */
  public T unmatched() {
    return unmatched;
  }

  int cachedTags() {
    return cachedTags;
  }

  private T learn(byte[] tag, int offset, int length, int hash) {
    String name = new String(tag, offset, length, StandardCharsets.UTF_8);
    T target = router.route(name).orElse(unmatched);
    if (cachedTags == maxCachedTags) {
      Collections.fill(table, null);
      cachedTags = 0;
    }
    int place = hash & mask;
    while (table.get(place) != null) {
      place = (place + 1) & mask;
    }
    table.set(
        place, new CachedTag<>(hash, Arrays.copyOfRange(tag, offset, offset + length), target));
    cachedTags++;
    return target;
  }

  private static boolean sameBytes(byte[] known, byte[] tag, int offset, int length) {
    return Arrays.equals(known, 0, known.length, tag, offset, offset + length);
  }

  private static int hash(byte[] tag, int offset, int length) {
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + tag[i];
    }
    // The low bits select the slot; fold the high bits in.
    return hash ^ (hash >>> 15);
  }

  private static final class CachedTag<T> {
    private final int hash;
    private final byte[] tag;
    private final T target;

    CachedTag(int hash, byte[] tag, T target) {
      this.hash = hash;
      this.tag = tag;
      this.target = target;
    }
  }
}
