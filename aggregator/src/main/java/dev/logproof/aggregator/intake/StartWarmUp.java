package dev.logproof.aggregator.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and closes simulated connections on a private port while a task is new. Otherwise the JVM
 * optimizes for connections that stay open, and compiles much of that code again when the first one
 * closes; see docs/decisions/012-start-up.md. Runs on its own thread.
 */
public final class StartWarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(StartWarmUp.class);

  private static final int CLIENTS = 400;
  private static final long GAP_MILLIS = 100;

  /** So that each frame of a client is read on its own. */
  private static final long BETWEEN_FRAMES_MILLIS = 1;

  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int BACKLOG = 16;

  private final Transport transport;
  private final Connections connections = new Connections();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "start-warm-up");

  /** Warms up the event loops of {@code transport}. */
  public StartWarmUp(Transport transport) {
    this.transport = transport;
  }

  /** Starts the thread. */
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the thread soon; does nothing if it has ended or was not started. */
  public void stop() throws InterruptedException {
    stopped.countDown();
    thread.join(TIMEOUT_MILLIS);
  }

  int openClients() {
    return connections.count();
  }

  private void run() {
    try {
      Optional<ForwardServer> server =
          PrivateServer.listen(transport, connections, BACKLOG, TIMEOUT_MILLIS);
      if (server.isEmpty()) {
        LOG.warn("start warm-up failed: no listener within {} ms", TIMEOUT_MILLIS);
        return;
      }
      try {
        for (int client = 0; client < CLIENTS && !isStopped(GAP_MILLIS); client++) {
          connectOnce(server.get().address());
        }
      } finally {
        server.get().stopAccepting(0);
      }
    } catch (IOException e) {
      LOG.warn("start warm-up failed: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopped(long withinMillis) throws InterruptedException {
    return stopped.await(withinMillis, TimeUnit.MILLISECONDS);
  }

  private void connectOnce(InetSocketAddress address) throws IOException, InterruptedException {
    try (Socket client = new Socket()) {
      client.connect(address, TIMEOUT_MILLIS);
      OutputStream out = client.getOutputStream();
      PrivateServer.writeFrame(out);
      if (!isStopped(BETWEEN_FRAMES_MILLIS)) {
        PrivateServer.writeFrame(out);
      }
    }
  }
}
