package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.TagChange;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.routing.TagCache;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources replace tags or put a prefix before them. */
class TagChangeTest {
  private final List<String> routed = new ArrayList<>();
  private final List<String> passed = new ArrayList<>();

  private final EventLoopOutput output =
      new EventLoopOutput() {
        @Override
        public void tag(ByteBuf buffer, int offset, int length) {
          passed.add(buffer.toString(offset, length, UTF_8));
        }

        @Override
        public void take(ByteBuf event, int offset, int length, PendingAck ack) {}
      };

  private TagRouter router(TagChange change) {
    return new TagRouter(
            new TagCache<>(
                tag -> {
                  routed.add(tag);
                  return Optional.of(output);
                },
                output,
                10))
        .with(change);
  }

  private static void find(TagRouter router, String tag) {
    ByteBuf frame = Unpooled.copiedBuffer("-" + tag + "-", UTF_8);
    assertThat(router.find(frame, 1, frame.writerIndex() - 2)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', a.b c, a.b c",
    "'', p., a.b c, p.a.b p.c",
    "t, '', a.b c, t t",
    "t, p., a.b c, p.t p.t"
  })
  void routesByChangedTag(String fixed, String prefix, String tags, String expected) {
    TagChange change = new TagChange(fixed, prefix);
    TagRouter router = router(change);
    for (String tag : tags.split(" ", -1)) {
      find(router, tag);
    }
    assertThat(String.join(" ", passed)).isEqualTo(expected);
    assertThat(expected).contains(routed);
    assertThat(change.apply("a.b")).isEqualTo(expected.split(" ", 2)[0]);
  }

  @Test
  void routesTagThatPrefixMakesTooLongToNoMatch() {
    TagRouter router = router(new TagChange("", "p."));
    find(router, "x".repeat(TagRouter.MAX_TAG_BYTES - 1));
    find(router, "x".repeat(10 * TagRouter.MAX_TAG_BYTES));
    assertThat(routed).isEmpty();
    find(router, "x".repeat(TagRouter.MAX_TAG_BYTES - 2));
    assertThat(routed).hasSize(1);
  }
}
