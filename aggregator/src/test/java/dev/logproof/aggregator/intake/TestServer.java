package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
import dev.logproof.aggregator.routing.TagPattern;
import dev.logproof.aggregator.silence.DrainWindow;
import dev.logproof.forward.decode.ForwardLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Forward input on a free loopback port with a recording output. */
final class TestServer implements AutoCloseable {
  final Ledger ledger = new Ledger();
  final RecordingOutput output = new RecordingOutput(ledger);
  final Connections connections = new Connections();
  final IntakeMemory memory = new IntakeMemory(256 << 20);
  final Transport transport;
  final ForwardServer server;

  TestServer(boolean ackWhenBuffered) throws InterruptedException {
    this(ackWhenBuffered, ForwardAccess.OPEN);
  }

  TestServer(boolean ackWhenBuffered, ForwardAccess access) throws InterruptedException {
    this(ackWhenBuffered, access, false, 1);
  }

  static TestServer deduping(int loops) throws InterruptedException {
    return new TestServer(false, ForwardAccess.OPEN, true, loops);
  }

  private TestServer(boolean ackWhenBuffered, ForwardAccess access, boolean dedupe, int loops)
      throws InterruptedException {
    transport = new Transport(loops);
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
                ConnectionAge.UNLIMITED,
                dedupe ? Optional.of(new InFlightIds()) : Optional.empty(),
                memory,
                64));
  }

  static TagRouter routes(EventLoopOutput output) {
    Router.Rule<EventLoopOutput> all = new Router.Rule<>(TagPattern.parse("**"), output);
    return new TagRouter(new TagCache<>(new Router<>(List.of(all)), 16), output);
  }

  void drain() {
    connections.drain(DrainWindow.ofMillis(0, System::nanoTime));
  }

  InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    transport.close();
  }
}
