package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.silence.DrainWindow;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
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

  private DrainWarmUp() {}

  /** Drains simulated clients for at most {@code millis}. */
  public static void run(Transport transport, long millis) throws InterruptedException {
    long endNanos = System.nanoTime() + millis * 1_000_000;
    Connections connections = new Connections();
    Optional<ForwardServer> server =
        PrivateServer.listen(transport, connections, ROUNDS, millis / 2);
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

  private static long leftMillis(long endNanos) {
    return (endNanos - System.nanoTime()) / 1_000_000;
  }

  private static void drainOneClient(
      InetSocketAddress address, Connections connections, long endNanos) throws IOException {
    try (Socket client = new Socket()) {
      client.connect(address, (int) Math.max(1, leftMillis(endNanos)));
      OutputStream out = client.getOutputStream();
      PrivateServer.writeFrame(out);
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
      PrivateServer.writeFrame(out);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
