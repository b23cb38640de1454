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
 * Connection of one source. Confined to its thread, except {@link #cut}, which ends a blocked
 * write.
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
   * @param notices receives an event per connection and disconnection; must not block
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

  InputStream input() throws IOException {
    return link.inputToEnd();
  }

  long redials() {
    return Math.max(0, dials.get() - 1);
  }

  boolean isConnected() {
    return link.isOpen();
  }

  boolean isCut() {
    return cut;
  }

  /** After a failure the position tells how much was written. */
  void write(ByteBuffer bytes) throws IOException {
    link.write(bytes);
  }

  /** Bytes in the kernel are still sent. */
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

  /** Ends current and later writes. Called from another thread. */
  void cut() throws IOException {
    cut = true;
    link.cut();
  }
}
