package dev.logproof.system.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Connects, sends one event, half-closes, waits for the peer's half-close, and repeats until the
 * task exits. Runs on its own thread.
 */
public final class ReconnectingClient {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final AggregatorTask task;
  private final AtomicLong confirmed = new AtomicLong();
  private final AtomicLong doubtful = new AtomicLong();

  public ReconnectingClient(AggregatorTask task) {
    this.task = task;
  }

  /** Stops a task. */
  public interface Stop {
    ExitLine stop() throws IOException, InterruptedException;
  }

  public ExitLine whileStopping(Stop stop) throws IOException, InterruptedException {
    CompletableFuture<Void> dialling = CompletableFuture.runAsync(this::dial);
    ExitLine line = stop.stop();
    try {
      dialling.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    return line;
  }

  /** Events whose connection closed normally after the task read them. */
  public long confirmed() {
    return confirmed.get();
  }

  /** Events of failed connections, whose outcome is unknown. */
  public long doubtful() {
    return doubtful.get();
  }

  private void dial() {
    while (task.program().process().isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), task.forwardPort())) {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        send(socket);
      } catch (IOException refused) {
        Thread.onSpinWait();
      }
    }
  }

  private void send(Socket socket) {
    try {
      socket.getOutputStream().write(event());
      socket.shutdownOutput();
      if (socket.getInputStream().read() == -1) {
        confirmed.incrementAndGet();
      }
    } catch (IOException e) {
      doubtful.incrementAndGet();
    }
  }

  /** {@code ["backend-apache", 1, {"log": "again"}]}. */
  private static byte[] event() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x93);
    text(bytes, "backend-apache");
    bytes.write(1);
    bytes.write(0x81);
    text(bytes, "log");
    text(bytes, "again");
    return bytes.toByteArray();
  }

  private static void text(ByteArrayOutputStream bytes, String text) {
    bytes.write(0xa0 | text.length());
    bytes.writeBytes(text.getBytes(US_ASCII));
  }
}
