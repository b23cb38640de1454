package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.DiscardOutput;
import dev.logproof.aggregator.output.LoopOutput;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
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
 * Practises letting clients go, on a private port, while a stopping task still reads. Code that
 * runs for the first time takes milliseconds, and each of them loses what a client sends meanwhile:
 * cold, a busy connection lost two lines to its reset. Uses the event loops that are about to do it
 * for real. Called by the thread that drains.
 */
public final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  private static final int ROUNDS = 400;
  private static final int MAX_WRITES = 1_000;
  private static final long PAUSE_NANOS = 100_000;

  /** {@code ["r", 0, {}]}. */
  private static final byte[] FRAME = {(byte) 0x93, (byte) 0xa1, 'r', 0, (byte) 0x80};

  private Rehearsal() {}

  /** Lets imaginary clients go until it is routine, or for {@code millis}. */
  public static void run(Transport transport, long millis) throws InterruptedException {
    long endNanos = System.nanoTime() + millis * 1_000_000;
    Connections connections = new Connections();
    LoopOutput nowhere = new DiscardOutput("rehearsal", new Ledger());
    ForwardServer server =
        ForwardServer.listen(
            transport,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ForwardServer.Wiring(
                channel -> new LoopRoutes(new TagCache<>(new Router<>(List.of()), 1), nowhere),
                connections,
                new Ledger(),
                ForwardLimits.defaults(),
                ForwardAccess.OPEN,
                AckOn.DELIVERED,
                Optional.empty(),
                ROUNDS));
    try {
      for (int round = 0; round < ROUNDS && System.nanoTime() - endNanos < 0; round++) {
        practise(server.address(), connections);
      }
    } catch (IOException e) {
      LOG.warn("could not practise letting clients go: {}", e.toString());
    }
    server.stopAccepting(millis);
  }

  private static void practise(InetSocketAddress address, Connections connections)
      throws IOException {
    try (Socket client = new Socket(address.getAddress(), address.getPort())) {
      OutputStream out = client.getOutputStream();
      out.write(FRAME);
      for (int write = 0; write < MAX_WRITES; write++) {
        connections.letGo();
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
