package dev.logproof.aggregator.intake;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Event loops of all inputs, on native epoll where available. */
public final class Transport implements AutoCloseable {
  private static final long SHUTDOWN_MILLIS = 1_000;

  private final MultiThreadIoEventLoopGroup group;
  private final List<EventLoop> loops = new ArrayList<>();
  private volatile boolean closing;

  /** Starts {@code workers} event loops. */
  public Transport(int workers) {
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group = new InputLoopGroup(workers, io);
    group.forEach(executor -> loops.add((EventLoop) executor));
  }

  /** Runs {@code ended} on a Netty thread when an event loop ends before {@link #close}. */
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

  /** Returns the group, for bootstraps. */
  public MultiThreadIoEventLoopGroup group() {
    return group;
  }

  /** Returns the event loops. */
  public List<EventLoop> loops() {
    return List.copyOf(loops);
  }

  /** Returns whether every event loop runs a task within {@code millis}. */
  public boolean responds(long millis) throws InterruptedException {
    CountDownLatch answers = new CountDownLatch(loops.size());
    loops.forEach(loop -> loop.execute(answers::countDown));
    return answers.await(millis, TimeUnit.MILLISECONDS);
  }

  Class<? extends ServerSocketChannel> serverChannel() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  Class<? extends ServerChannel> unixServerChannel() {
    return Epoll.isAvailable()
        ? EpollServerDomainSocketChannel.class
        : NioServerDomainSocketChannel.class;
  }

  SocketAddress unixAddress(Path path) {
    return Epoll.isAvailable()
        ? new DomainSocketAddress(path.toFile())
        : UnixDomainSocketAddress.of(path);
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
