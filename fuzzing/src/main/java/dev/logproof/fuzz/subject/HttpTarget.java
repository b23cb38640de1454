package dev.logproof.fuzz.subject;

import dev.logproof.aggregator.intake.HttpInput;
import dev.logproof.aggregator.intake.HttpServer;
import dev.logproof.aggregator.intake.LoopRoutes;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.DiscardOutput;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;

/**
 * The bytes of one HTTP connection: whatever they are, the connection is answered or closed without
 * an exception, and the books balance.
 */
public final class HttpTarget {
  private static final HttpServer.HttpLimits LIMITS = new HttpServer.HttpLimits(1 << 16, 10_000, 1);

  private HttpTarget() {}

  /** Called by the fuzzer with every input. */
  public static void fuzzerTestOneInput(byte[] input) {
    Ledger ledger = new Ledger();
    LoopRoutes routes =
        new LoopRoutes(
            new TagCache<>(new Router<>(List.of()), 16), new DiscardOutput("fuzz", ledger));
    EmbeddedChannel channel = new EmbeddedChannel();
    HttpServer.connect(channel, new HttpInput(routes, ledger), LIMITS);
    channel.writeInbound(Unpooled.wrappedBuffer(input));
    channel.checkException();
    channel.finishAndReleaseAll();
    Accounting books = ledger.accounting();
    if (!books.balanced()) {
      throw new AssertionError(books.line());
    }
  }
}
