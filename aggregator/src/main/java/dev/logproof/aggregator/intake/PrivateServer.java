package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.DiscardOutput;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
import dev.logproof.forward.decode.ForwardLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Forward input on a loopback port for simulated clients; discards and does not count events. */
final class PrivateServer {
  private static final long MEMORY_BYTES = 1 << 20;

  /** The frame {@code ["r", 0, {}]}. */
  private static final byte[] FRAME = {(byte) 0x93, (byte) 0xa1, 'r', 0, (byte) 0x80};

  private PrivateServer() {}

  /** Writes one event, as a simulated client does. */
  static void writeFrame(OutputStream out) throws IOException {
    out.write(FRAME);
  }

  /** Listens within {@code millis}; empty otherwise, because event loops may be busy. */
  static Optional<ForwardServer> listen(
      Transport transport, Connections connections, int backlog, long millis)
      throws InterruptedException {
    EventLoopOutput nowhere = new DiscardOutput("warm-up", new Ledger());
    return ForwardServer.listenWithin(
        millis,
        transport,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new ForwardServer.Wiring(
            channel -> new TagRouter(new TagCache<>(new Router<>(List.of()), nowhere, 1)),
            connections,
            new Ledger(),
            ForwardLimits.defaults(),
            ForwardAccess.OPEN,
            AckOn.DELIVERED,
            ConnectionAge.UNLIMITED,
            InFlightIds.OFF,
            new IntakeMemory(MEMORY_BYTES),
            backlog));
  }
}
