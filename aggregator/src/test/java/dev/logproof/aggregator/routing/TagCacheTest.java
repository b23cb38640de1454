package dev.logproof.aggregator.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The cache returns the router's result despite evictions. */
class TagCacheTest {
  private static final String NONE = "no route";

  private final Router<String> router =
      new Router<>(
          List.of(
              new Router.Rule<>(TagPattern.parse("frontend*"), "frontend"),
              new Router.Rule<>(TagPattern.parse("front* backend.**"), "second"),
              new Router.Rule<>(TagPattern.parse("日本"), "third")));

  @Test
  void routesTagByFirstMatchingRule() {
    assertThat(router.route("frontend-apache")).contains("frontend");
    assertThat(router.route("frontier")).contains("second");
    assertThat(router.route("backend")).contains("second");
    assertThat(router.route("other")).isEmpty();
  }

  @Test
  void findsTagAtAnyOffset() {
    TagCache<String> cache = new TagCache<>(router, NONE, 8);
    byte[] bytes = "xxfrontend-apachexx日本".getBytes(UTF_8);
    for (int round = 0; round < 2; round++) {
      assertThat(cache.get(bytes, 2, 15)).isEqualTo("frontend");
      assertThat(cache.get(bytes, 19, 6)).isEqualTo("third");
      assertThat(cache.get(bytes, 0, 3)).isEqualTo(NONE);
      assertThat(cache.get(bytes, 0, 0)).isEqualTo(NONE);
    }
    assertThat(cache.cachedTags()).isEqualTo(4);
  }

  @Test
  void returnsSameObjectForKnownTag() {
    TagCache<String> cache = new TagCache<>(router, NONE, 8);
    byte[] tag = "frontend".getBytes(UTF_8);
    String first = cache.get(tag, 0, tag.length);
    assertThat(cache.get(tag.clone(), 0, tag.length)).isSameAs(first);
  }

  @Test
  void copiesTagBytes() {
    TagCache<String> cache = new TagCache<>(router, NONE, 8);
    byte[] scratch = "frontend".getBytes(UTF_8);
    cache.get(scratch, 0, scratch.length);
    scratch[0] = 'x';
    assertThat(cache.get(scratch, 0, scratch.length)).isEqualTo(NONE);
  }

  @Test
  void limitsCachedTags() {
    for (int maxCachedTags : new int[] {1, 2, 3, 7, 64}) {
      TagCache<String> cache = new TagCache<>(router, NONE, maxCachedTags);
      Random random = new Random(maxCachedTags);
      for (int round = 0; round < 5_000; round++) {
        String tag = (random.nextBoolean() ? "frontend" : "other") + random.nextInt(100);
        byte[] bytes = tag.getBytes(UTF_8);
        assertThat(cache.get(bytes, 0, bytes.length)).isEqualTo(router.route(tag).orElse(NONE));
        assertThat(cache.cachedTags()).isBetween(1, maxCachedTags);
      }
    }
  }

  @Test
  void returnsNoRouteForTagAboveLimit() {
    TagCache<String> cache = new TagCache<>(router, NONE, 8);
    byte[] tag = ("frontend" + "x".repeat(TagCache.MAX_TAG_BYTES)).getBytes(UTF_8);
    assertThat(cache.get(tag, 0, TagCache.MAX_TAG_BYTES)).isEqualTo("frontend");
    assertThat(cache.get(tag, 0, TagCache.MAX_TAG_BYTES + 1)).isEqualTo(NONE);
    assertThat(cache.cachedTags()).isEqualTo(1);
  }
}
