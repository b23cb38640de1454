package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
import dev.logproof.aggregator.routing.TagPattern;
import dev.logproof.aggregator.silence.DrainWindow;
import dev.logproof.forward.decode.ForwardLimits;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.function.Function;

/** Forward input on a free loopback port with a recording output. */
final class TestServer implements AutoCloseable {
  final Ledger ledger = new Ledger();
  final RecordingOutput output = new RecordingOutput(ledger);
  final Connections connections = new Connections();
  final IntakeMemory memory = new IntakeMemory(256 << 20);
  final Transport transport;
  final ForwardServer server;

  TestServer(boolean ackWhenBuffered) {
    this(ackWhenBuffered, ForwardAccess.OPEN);
  }

  TestServer(boolean ackWhenBuffered, ForwardAccess access) {
    this(ackWhenBuffered, access, false, 1);
  }

  static TestServer deduping(int loops) {
    return new TestServer(false, ForwardAccess.OPEN, true, loops);
  }

  private TestServer(boolean ackWhenBuffered, ForwardAccess access, boolean dedupe, int loops) {
    transport = new Transport(loops);
    server =
        listen(
            new ForwardServer.Wiring(
                channel -> routes(output),
                connections,
                ledger,
                ForwardLimits.defaults(),
                access,
                ackWhenBuffered ? AckOn.BUFFERED : AckOn.DELIVERED,
                ConnectionAge.UNLIMITED,
                dedupe ? new InFlightIds() : InFlightIds.OFF,
                memory,
                64));
  }

  private ForwardServer listen(ForwardServer.Wiring wiring) {
    try {
      return ForwardServer.listen(
          transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), wiring);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns a server without access rules, limits of age or deduplication. */
  static ForwardServer.Wiring wiring(
      Function<Channel, TagRouter> routes,
      Connections connections,
      Ledger ledger,
      IntakeMemory memory) {
    return new ForwardServer.Wiring(
        routes,
        connections,
        ledger,
        ForwardLimits.defaults(),
        ForwardAccess.OPEN,
        AckOn.DELIVERED,
        ConnectionAge.UNLIMITED,
        InFlightIds.OFF,
        memory,
        16);
  }

  static TagRouter routes(EventLoopOutput output) {
    Router.Rule<EventLoopOutput> all = new Router.Rule<>(TagPattern.parse("**"), output);
    return new TagRouter(new TagCache<>(new Router<>(List.of(all)), output, 16));
  }

  void drain() {
    connections.drain(DrainWindow.ofMillis(0, System::nanoTime));
  }

  /** Connects a client whose reads fail after 20 s. */
  Socket connect() throws IOException {
    Socket socket = new Socket(address().getAddress(), address().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    transport.close();
  }
}
