package dev.logproof.fuzz.subject;

import dev.logproof.aggregator.intake.HttpInput;
import dev.logproof.aggregator.intake.HttpServer;
import dev.logproof.aggregator.intake.IntakeMemory;
import dev.logproof.aggregator.intake.TagRouter;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.DiscardOutput;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;

/**
 * Feeds the bytes of one HTTP connection. The server must respond or close without an exception,
 * balance the ledger and release all buffers.
 */
public final class HttpTarget {
  private static final HttpServer.HttpLimits LIMITS =
      new HttpServer.HttpLimits(1 << 16, 10_000, 1, 1);

  private HttpTarget() {}

  /** Fuzzer entry point. */
  public static void fuzzerTestOneInput(byte[] input) {
    Ledger ledger = new Ledger();
    TagRouter routes =
        new TagRouter(
            new TagCache<>(new Router<>(List.of()), new DiscardOutput("fuzz", ledger), 16));
    UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(buffers);
    IntakeMemory memory = new IntakeMemory(1 << 20);
    HttpServer.connect(channel, new HttpInput(routes, ledger), LIMITS, memory);
    channel.writeInbound(buffers.heapBuffer(input.length + 1).writeBytes(input));
    channel.checkException();
    channel.finishAndReleaseAll();
    Accounting counters = ledger.accounting();
    if (!counters.balanced()) {
      throw new AssertionError(counters.line());
    }
    long held = buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory();
    if (held + memory.heldBytes() != 0) {
      throw new AssertionError(held + " bytes of buffers were not released");
    }
  }
}
