package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.LoopOutput;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
import dev.logproof.aggregator.routing.TagPattern;
import dev.logproof.forward.decode.ForwardLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A forward input on a free port of the loopback address, in front of a recording output. */
final class TestServer implements AutoCloseable {
  final Ledger ledger = new Ledger();
  final RecordingOutput output = new RecordingOutput(ledger);
  final Connections connections = new Connections();
  final Transport transport = new Transport(1);
  final ForwardServer server;

  TestServer(boolean ackWhenBuffered) throws InterruptedException {
    this(ackWhenBuffered, ForwardAccess.OPEN);
  }

  TestServer(boolean ackWhenBuffered, ForwardAccess access) throws InterruptedException {
    server =
        ForwardServer.listen(
            transport,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ForwardServer.Wiring(
                channel -> routes(output),
                connections,
                ledger,
                ForwardLimits.defaults(),
                access,
                ackWhenBuffered ? AckOn.BUFFERED : AckOn.DELIVERED,
                64));
  }

  static LoopRoutes routes(LoopOutput output) {
    Router.Rule<LoopOutput> all = new Router.Rule<>(TagPattern.parse("**"), output);
    return new LoopRoutes(new TagCache<>(new Router<>(List.of(all)), 16), output);
  }

  InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    transport.close();
  }
}
