package dev.logproof.loadgen.sender;

import dev.logproof.loadgen.access.Access;
import dev.logproof.loadgen.access.Link;
import dev.logproof.loadgen.event.RunEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Connection of one source to its current target. Confined to the source's thread, except for
 * {@link #cut}, by which the run ends a blocked write.
 */
public final class Connection {
  private final int source;
  private final Targets targets;
  private final Access access;
  private final Consumer<RunEvent> notices;
  private final AtomicInteger dials = new AtomicInteger();
  private volatile Link link = Link.NONE;
  private volatile boolean cut;
  private String target = "";
  private boolean announced;

  /**
   * Creates an unconnected connection.
   *
   * @param source number of the source
   * @param access how a target is reached
   * @param notices receives a run event per connection and disconnection, and must not block
   */
  public Connection(int source, Targets targets, Access access, Consumer<RunEvent> notices) {
    this.source = source;
    this.targets = targets;
    this.access = access;
    this.notices = notices;
  }

  /** Dials the next target; errors name it. */
  public void dial() throws IOException {
    InetSocketAddress address = targets.next();
    Link next = access.open(address);
    leave("the receiver closed it");
    target = address.getHostString() + ":" + address.getPort();
    link = next;
    announced = true;
    notices.accept(
        new RunEvent.Connected(
            System.currentTimeMillis(), source, target, dials.incrementAndGet()));
    if (cut) {
      next.cut();
    }
  }

  /** Input of the current connection, for a thread that reads until its end. */
  InputStream input() throws IOException {
    return link.inputToEnd();
  }

  /** Number of dials after the first. */
  long redials() {
    return Math.max(0, dials.get() - 1);
  }

  /** Whether this side has not closed the connection. */
  boolean isConnected() {
    return link.isOpen();
  }

  boolean isCut() {
    return cut;
  }

  /**
   * Writes all of {@code bytes} to the kernel; after a failure the position tells how much was
   * written.
   */
  void write(ByteBuffer bytes) throws IOException {
    link.write(bytes);
  }

  /** Closes gracefully: bytes in the kernel are still sent. */
  void close(String reason) throws IOException {
    try {
      link.close();
    } finally {
      link = Link.NONE;
      leave(reason);
    }
  }

  private void leave(String reason) {
    if (announced) {
      announced = false;
      notices.accept(new RunEvent.Disconnected(System.currentTimeMillis(), source, target, reason));
    }
  }

  /** Ends a write in progress and all later ones. Called from another thread. */
  void cut() throws IOException {
    cut = true;
    link.cut();
  }
}
