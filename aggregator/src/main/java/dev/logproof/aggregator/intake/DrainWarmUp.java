package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.DiscardOutput;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
import dev.logproof.aggregator.silence.DrainWindow;
import dev.logproof.forward.decode.ForwardLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warms up the drain with simulated clients on a private port while a stopping task still reads:
 * first runs take milliseconds, in which data is lost. Uses the event loops of the real drain.
 * Called by the draining thread.
 */
public final class DrainWarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(DrainWarmUp.class);

  private static final int ROUNDS = 400;
  private static final int MAX_WRITES = 1_000;
  private static final long PAUSE_NANOS = 100_000;
  private static final long MEMORY_BYTES = 1 << 20;

  /** The frame {@code ["r", 0, {}]}. */
  private static final byte[] FRAME = {(byte) 0x93, (byte) 0xa1, 'r', 0, (byte) 0x80};

  private DrainWarmUp() {}

  /** Drains simulated clients for at most {@code millis}. */
  public static void run(Transport transport, long millis) throws InterruptedException {
    long endNanos = System.nanoTime() + millis * 1_000_000;
    Connections connections = new Connections();
    Optional<ForwardServer> server = listen(transport, connections, millis / 2);
    if (server.isEmpty()) {
      LOG.warn("drain warm-up failed: no listener within {} ms", millis);
      return;
    }
    try {
      for (int round = 0; round < ROUNDS && leftMillis(endNanos) > 0; round++) {
        drainOneClient(server.get().address(), connections, endNanos);
      }
    } catch (IOException e) {
      LOG.warn("drain warm-up failed: {}", e.toString());
    }
    server.get().stopAccepting(Math.max(0, leftMillis(endNanos)));
  }

  private static Optional<ForwardServer> listen(
      Transport transport, Connections connections, long millis) throws InterruptedException {
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
            ROUNDS));
  }

  private static long leftMillis(long endNanos) {
    return (endNanos - System.nanoTime()) / 1_000_000;
  }

  private static void drainOneClient(
      InetSocketAddress address, Connections connections, long endNanos) throws IOException {
    try (Socket client = new Socket()) {
      client.connect(address, (int) Math.max(1, leftMillis(endNanos)));
      OutputStream out = client.getOutputStream();
      out.write(FRAME);
      for (int write = 0; write < MAX_WRITES && leftMillis(endNanos) > 0; write++) {
        connections.drain(DrainWindow.ofMillis(0, System::nanoTime));
        if (!wrote(out)) {
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static boolean wrote(OutputStream out) {
    try {
      out.write(FRAME);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
