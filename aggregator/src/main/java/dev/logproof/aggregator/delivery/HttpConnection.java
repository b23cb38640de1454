package dev.logproof.aggregator.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to an HTTP/1.1 service, plain or TLS with the platform's trust store, kept for
 * further requests. It is made anew, with a new look at DNS, after five minutes, after a failure,
 * or when the service closed it meanwhile. Used by one thread at a time; any thread may abort.
 */
final class HttpConnection {
  private static final int CONNECT_MILLIS = 5_000;

  /** Longest wait for the next byte of an answer. */
  private static final int READ_MILLIS = 20_000;

  private static final long MAX_LIFE_NANOS = 300_000_000_000L;
  private static final long MAX_IDLE_NANOS = 60_000_000_000L;

  /** After this long the service may have closed it, which is worth a look. */
  private static final long LOOK_AFTER_IDLE_NANOS = 1_000_000_000L;

  private final URI endpoint;
  private final int port;
  private volatile boolean aborted;
  private volatile Optional<Open> open = Optional.empty();

  /**
   * What is connected.
   *
   * @param raw the socket under TLS, or the same: closing it ends any wait at once
   */
  private record Open(Socket raw, Socket socket, HttpAnswer answer, long sinceNanos, Used used) {}

  /** When a connection was last used, and whether its answer was read to the end. */
  private static final class Used {
    private long lastNanos;
    private boolean whole = true;
  }

  /** To {@code endpoint}, which is connected to when it is needed. */
  HttpConnection(URI endpoint) {
    this.endpoint = endpoint;
    boolean tls = "https".equals(endpoint.getScheme());
    this.port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls ? 443 : 80;
  }

  /** Sends a request; its answer is to be read from what is returned. */
  HttpAnswer send(RequestBody body, byte[] head) throws IOException {
    Open now = usable();
    if (aborted) {
      closeQuietly(now);
      throw new IOException("the connection is closed");
    }
    now.used().whole = false;
    body.writeTo(now.socket().getOutputStream(), head);
    return now.answer();
  }

  /** The answer was read to its end. */
  void answered() {
    open.ifPresent(
        now -> {
          now.used().whole = now.answer().keepsAlive();
          now.used().lastNanos = System.nanoTime();
        });
  }

  private Open usable() throws IOException {
    if (open.isPresent() && !canBeUsed(open.get())) {
      closeQuietly(open.get());
      open = Optional.empty();
    }
    if (open.isEmpty()) {
      open = Optional.of(connect());
    }
    return open.get();
  }

  private static boolean canBeUsed(Open now) {
    long nanos = System.nanoTime();
    long idleNanos = nanos - now.used().lastNanos;
    return now.used().whole
        && nanos - now.sinceNanos() < MAX_LIFE_NANOS
        && idleNanos < MAX_IDLE_NANOS
        && (idleNanos < LOOK_AFTER_IDLE_NANOS || isQuiet(now.socket()));
  }

  /** True when nothing came since the last answer, not even the end. */
  private static boolean isQuiet(Socket socket) {
    try {
      socket.setSoTimeout(1);
      int unexpected = socket.getInputStream().read();
      return unexpected == Integer.MIN_VALUE;
    } catch (SocketTimeoutException e) {
      return restored(socket);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean restored(Socket socket) {
    try {
      socket.setSoTimeout(READ_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Open connect() throws IOException {
    Socket raw = new Socket();
    try {
      raw.setTcpNoDelay(true);
      raw.setKeepAlive(true);
      raw.setSoTimeout(READ_MILLIS);
      raw.connect(
          new InetSocketAddress(InetAddress.getByName(endpoint.getHost()), port), CONNECT_MILLIS);
      Socket socket = "https".equals(endpoint.getScheme()) ? encrypt(raw) : raw;
      HttpAnswer answer = new HttpAnswer(socket.getInputStream());
      Used used = new Used();
      used.lastNanos = System.nanoTime();
      return new Open(raw, socket, answer, used.lastNanos, used);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private Socket encrypt(Socket raw) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(raw, endpoint.getHost(), port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Ends a request that waits, and any later one. */
  void abort() {
    aborted = true;
    open.ifPresent(HttpConnection::closeQuietly);
  }

  private static void closeQuietly(Open now) {
    try {
      now.raw().close();
    } catch (IOException e) {
      now.used().whole = false;
    }
  }
}
