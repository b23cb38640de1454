package dev.logproof.aggregator.intake;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The event loops that all inputs share, native epoll where there is one. As many as {@code
 * workers}, which in Fluentd are processes and here are threads.
 */
public final class Transport implements AutoCloseable {
  private static final long SHUTDOWN_MILLIS = 1_000;

  private final MultiThreadIoEventLoopGroup group;
  private final List<EventLoop> loops = new ArrayList<>();
  private volatile boolean closing;

  /** Starts {@code workers} event loops. */
  public Transport(int workers) {
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group = new MultiThreadIoEventLoopGroup(workers, io);
    group.forEach(executor -> loops.add((EventLoop) executor));
  }

  /** Runs {@code ended} when a loop ends before {@link #close}; on a thread of Netty's. */
  public void watch(Runnable ended) {
    loops.forEach(
        loop ->
            loop.terminationFuture()
                .addListener(
                    done -> {
                      if (!closing) {
                        ended.run();
                      }
                    }));
  }

  /** The group, for bootstraps. */
  public MultiThreadIoEventLoopGroup group() {
    return group;
  }

  /** Its loops. */
  public List<EventLoop> loops() {
    return List.copyOf(loops);
  }

  /** True when every loop finds time for something new within {@code millis}. */
  public boolean responds(long millis) throws InterruptedException {
    CountDownLatch answers = new CountDownLatch(loops.size());
    loops.forEach(loop -> loop.execute(answers::countDown));
    return answers.await(millis, TimeUnit.MILLISECONDS);
  }

  Class<? extends ServerSocketChannel> serverChannel() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  Class<? extends DatagramChannel> datagramChannel() {
    return Epoll.isAvailable() ? EpollDatagramChannel.class : NioDatagramChannel.class;
  }

  @Override
  public void close() {
    closing = true;
    group
        .shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(SHUTDOWN_MILLIS);
  }
}
