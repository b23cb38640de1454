package dev.logproof.aggregator.firehose;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Event loop of one connection that runs only while its creating thread waits. A request is
 * encrypted on the core that built it, and no other thread is woken. Trade-off: events between
 * requests are noticed only at the next one. Confined to the creating thread.
 */
public final class CallerRunsEventLoop implements AutoCloseable {
  /** Interval of interrupt checks; an interrupt does not end a native wait. */
  private static final long SLICE_NANOS = 100_000_000L;

  private static final long CLOSE_MILLIS = 100;

  /** Events per poll: one connection, a timer and a wake-up. */
  private static final int MAX_EVENTS = 8;

  private static final boolean EPOLL = Epoll.isAvailable();

  private final ManualIoEventLoop loop = new ManualIoEventLoop(Thread.currentThread(), handlers());

  private static IoHandlerFactory handlers() {
    return EPOLL
        ? EpollIoHandler.newFactory(MAX_EVENTS, DefaultSelectStrategyFactory.INSTANCE)
        : NioIoHandler.newFactory();
  }

  static Class<? extends SocketChannel> channelType() {
    return EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  ManualIoEventLoop executor() {
    return loop;
  }

  /** Handles what is ready. */
  public void runNow() {
    loop.runNow();
  }

  /**
   * Runs the event loop until {@code done} returns true.
   *
   * @return false if {@code millis} passed first
   * @throws IOException if interrupted; the interrupt flag stays set
   */
  public boolean runUntil(BooleanSupplier done, long millis) throws IOException {
    long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!done.getAsBoolean()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted while waiting for the peer");
      }
      long leftNanos = untilNanos - System.nanoTime();
      if (leftNanos <= 0) {
        return false;
      }
      loop.run(Math.min(leftNanos, SLICE_NANOS));
    }
    return true;
  }

  @Override
  public void close() {
    var unused = loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    while (!loop.isTerminated()) {
      loop.runNow();
    }
  }
}
