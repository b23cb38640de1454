package dev.logproof.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.intake.TagRouter;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.DiscardOutput;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
import dev.logproof.aggregator.routing.TagPattern;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Routes a known tag from its bytes to its output. */
@State(Scope.Thread)
public class RoutingBenchmark {
  private static final int KNOWN_TAGS = 64;

  private final ByteBuf[] tags = new ByteBuf[KNOWN_TAGS];
  private TagRouter routes;
  private int next;

  /** Sets up the rules and the tags. */
  @Setup
  public void open() {
    Ledger ledger = new Ledger();
    EventLoopOutput output = new DiscardOutput("kept", ledger);
    Router<EventLoopOutput> router =
        new Router<>(List.of(new Router.Rule<>(TagPattern.parse("docker.**"), output)));
    routes = new TagRouter(new TagCache<>(router, output, 4 * KNOWN_TAGS));
    for (int tag = 0; tag < KNOWN_TAGS; tag++) {
      byte[] bytes = ("docker.frontend-apache." + tag).getBytes(UTF_8);
      tags[tag] = PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
    }
  }

  /** Releases the tags. */
  @TearDown
  public void close() {
    for (ByteBuf tag : tags) {
      tag.release();
    }
  }

  /** Routes one tag; equal tags come in runs, as from connections. */
  @Benchmark
  public EventLoopOutput route(Bytes counted) {
    ByteBuf tag = tags[next++ >> 6 & KNOWN_TAGS - 1];
    int length = tag.writerIndex();
    counted.add(length);
    return routes.find(tag, 0, length);
  }
}
