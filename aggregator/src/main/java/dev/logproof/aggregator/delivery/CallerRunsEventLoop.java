package dev.logproof.aggregator.delivery;

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
 * The event loop of one connection, which runs only while the thread that made it waits. A request
 * is encrypted where it was put together, while it is still in that core's cache, and no other
 * thread is woken for it or for its answer. The price: what happens between two requests is noticed
 * at the next one. Used by the thread that made it.
 */
final class CallerRunsEventLoop implements AutoCloseable {
  /** Interrupts are looked for as often, as native waits do not end by them. */
  private static final long SLICE_NANOS = 100_000_000L;

  private static final long CLOSE_MILLIS = 100;

  /** One connection, a timer and a wake-up. */
  private static final int MAX_EVENTS = 8;

  private static final boolean EPOLL = Epoll.isAvailable();

  private final ManualIoEventLoop loop = new ManualIoEventLoop(Thread.currentThread(), handlers());

  private static IoHandlerFactory handlers() {
    return EPOLL
        ? EpollIoHandler.newFactory(MAX_EVENTS, DefaultSelectStrategyFactory.INSTANCE)
        : NioIoHandler.newFactory();
  }

  /** What channels have to be that run on it. */
  static Class<? extends SocketChannel> channelType() {
    return EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /** For channels to run on. */
  ManualIoEventLoop executor() {
    return loop;
  }

  /** Does what there is to do. */
  void runNow() {
    loop.runNow();
  }

  /**
   * Runs until {@code done}.
   *
   * @return false when {@code millis} passed first
   * @throws IOException when the thread is interrupted, which it stays
   */
  boolean runUntil(BooleanSupplier done, long millis) throws IOException {
    long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!done.getAsBoolean()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted while waiting for the other side");
      }
      long leftNanos = untilNanos - System.nanoTime();
      if (leftNanos <= 0) {
        return false;
      }
      loop.run(Math.min(leftNanos, SLICE_NANOS));
    }
    return true;
  }

  /** Ends its channels and itself. */
  @Override
  public void close() {
    var unused = loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    while (!loop.isTerminated()) {
      loop.runNow();
    }
  }
}
