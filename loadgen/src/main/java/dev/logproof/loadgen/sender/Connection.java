package dev.logproof.loadgen.sender;

import dev.logproof.loadgen.access.Access;
import dev.logproof.loadgen.access.Link;
import dev.logproof.loadgen.notice.RunEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The connection of one source to whichever target takes it. Confined to the source's thread, but
 * for {@link #cut}, by which the run ends a write that never returns.
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
   * Not connected yet.
   *
   * @param source number of the source it is for
   * @param access how a target is reached
   * @param notices hears of each connection and its end, and must not wait
   */
  public Connection(int source, Targets targets, Access access, Consumer<RunEvent> notices) {
    this.source = source;
    this.targets = targets;
    this.access = access;
    this.notices = notices;
  }

  /** Dials the next target; the error names it. */
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

  /** What the receiver sends, of the connection as it is now, for a thread that reads it all. */
  InputStream input() throws IOException {
    return link.inputToEnd();
  }

  /** Dials beyond the first. */
  long redials() {
    return Math.max(0, dials.get() - 1);
  }

  /** True while it is not closed on this side. */
  boolean isConnected() {
    return link.isOpen();
  }

  boolean isCut() {
    return cut;
  }

  /** Hands all of {@code bytes} to the kernel; on failure its position tells how much it took. */
  void write(ByteBuffer bytes) throws IOException {
    link.write(bytes);
  }

  /** Closes in an orderly way: what the kernel took is still sent. */
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

  /** Ends a write in progress, from another thread, for good. */
  void cut() throws IOException {
    cut = true;
    link.cut();
  }
}
