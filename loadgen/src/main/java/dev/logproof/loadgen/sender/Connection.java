package dev.logproof.loadgen.sender;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection to whichever target takes it. Confined to one source's thread, but for {@link #cut},
 * by which the run ends a write that never returns.
 */
public final class Connection {
  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  private final Targets targets;
  private volatile SocketChannel channel;
  private volatile boolean cut;
  private final AtomicInteger dials = new AtomicInteger();

  private Connection(Targets targets, SocketChannel unconnected) {
    this.targets = targets;
    this.channel = unconnected;
  }

  /** Not connected yet. */
  public static Connection to(Targets targets) throws IOException {
    return new Connection(targets, SocketChannel.open());
  }

  /** Dials the next target; the error names it. */
  public void dial() throws IOException {
    InetSocketAddress address = targets.next();
    SocketChannel next = SocketChannel.open();
    try {
      next.setOption(StandardSocketOptions.TCP_NODELAY, true);
      next.socket().connect(address, CONNECT_TIMEOUT_MILLIS);
    } catch (IOException e) {
      next.close();
      throw new IOException(
          "cannot connect to "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage(),
          e);
    }
    dials.incrementAndGet();
    channel = next;
    if (cut) {
      next.close();
    }
  }

  /** What the receiver sends, of the connection as it is now. */
  InputStream input() throws IOException {
    return channel.socket().getInputStream();
  }

  /** Dials beyond the first. */
  long redials() {
    return Math.max(0, dials.get() - 1);
  }

  boolean isConnected() {
    return channel.isOpen() && channel.isConnected();
  }

  boolean isCut() {
    return cut;
  }

  /** Hands all of {@code bytes} to the kernel; on failure its position tells how much it took. */
  void write(ByteBuffer bytes) throws IOException {
    SocketChannel to = channel;
    if (!to.isConnected()) {
      throw new ClosedChannelException();
    }
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  /** Closes in an orderly way: what the kernel took is still sent. */
  void close() throws IOException {
    channel.close();
  }

  /** Ends a write in progress, from another thread, for good. */
  void cut() throws IOException {
    cut = true;
    channel.close();
  }
}
