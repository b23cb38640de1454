package dev.logproof.loadgen.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a test's script on one accepted connection. */
final class TestReceiver<T> implements AutoCloseable {
  private static final long TIME_LIMIT_SECONDS = 20;

  private final ServerSocket listener;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  /** The receiver's side. */
  interface Script<T> {
    T play(Socket socket) throws Exception;
  }

  TestReceiver(ServerSocket listener, Script<T> script) {
    this.listener = listener;
    Thread thread = new Thread(() -> serve(script), "test-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  static <T> TestReceiver<T> plain(Script<T> script) throws IOException {
    return new TestReceiver<>(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), script);
  }

  private void serve(Script<T> script) {
    try (Socket socket = listener.accept()) {
      outcome.complete(script.play(socket));
    } catch (Exception e) {
      outcome.completeExceptionally(e);
    }
  }

  InetSocketAddress address() throws IOException {
    InetAddress unnamed = InetAddress.getByAddress(listener.getInetAddress().getAddress());
    return new InetSocketAddress(unnamed, listener.getLocalPort());
  }

  T outcome() throws InterruptedException, ExecutionException, TimeoutException {
    return outcome.get(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
