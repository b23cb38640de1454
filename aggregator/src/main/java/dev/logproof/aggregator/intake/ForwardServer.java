package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.forward.decode.ForwardLimits;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code <source> @type forward}: TCP for events, UDP on the same port for heartbeats; or {@code
 * @type unix}: a unix domain socket. Closes
 * connections beyond a limit, with a warning. Thread-safe.
 */
public final class ForwardServer {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardServer.class);

  private static final long BACKLOG_QUIET_MILLIS = 20;
  private static final long CLOSE_MILLIS = 500;
  private static final long OVERDUE_CHECK_MILLIS = 5_000;

  private final Channel listener;
  private final List<Channel> heartbeats;
  private final AtomicLong accepted;

  private ForwardServer(Channel listener, List<Channel> heartbeats, AtomicLong accepted) {
    this.listener = listener;
    this.heartbeats = List.copyOf(heartbeats);
    this.accepted = accepted;
  }

  /**
   * Dependencies and settings of a server.
   *
   * @param inFlight joins resent chunks to pending ones
   */
  public record Wiring(
      Function<Channel, TagRouter> routes,
      Connections connections,
      Ledger ledger,
      ForwardLimits limits,
      ForwardAccess access,
      AckOn ackOn,
      ConnectionAge age,
      InFlightIds inFlight,
      IntakeMemory memory,
      int backlogConnections) {}

  /** Listens on {@code address}; throws as {@link io.netty.channel.ChannelFuture#sync} does. */
  public static ForwardServer listen(Transport transport, InetSocketAddress address, Wiring wiring)
      throws InterruptedException {
    AtomicLong accepted = new AtomicLong();
    Channel listener = listener(transport, wiring, accepted).bind(address).sync().channel();
    SocketAddress bound = listener.localAddress();
    Channel heartbeat = heartbeat(transport).bind(bound).sync().channel();
    watchOverdue(listener, wiring);
    return new ForwardServer(listener, List.of(heartbeat), accepted);
  }

  /**
   * Listens on a unix domain socket; replaces the socket of an earlier process.
   *
   * @throws IOException when the path cannot be used
   */
  public static ForwardServer listen(Transport transport, Path path, Wiring wiring)
      throws IOException, InterruptedException {
    Path beside = SocketFile.prepare(path);
    AtomicLong accepted = new AtomicLong();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(transport.group())
            .channel(transport.unixServerChannel())
            .option(ChannelOption.SO_BACKLOG, wiring.backlogConnections())
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childHandler(new ConnectionAcceptor(wiring, accepted));
    Channel listener = bootstrap.bind(transport.unixAddress(beside)).sync().channel();
    SocketFile.place(beside, path);
    watchOverdue(listener, wiring);
    return new ForwardServer(listener, List.of(), accepted);
  }

  private static void watchOverdue(Channel listener, Wiring wiring) {
    var unused =
        listener
            .eventLoop()
            .scheduleAtFixedRate(
                () -> giveUpOverdue(wiring),
                OVERDUE_CHECK_MILLIS,
                OVERDUE_CHECK_MILLIS,
                TimeUnit.MILLISECONDS);
  }

  /**
   * Waits at most {@code millis} per port, because event loops may be busy; empty on timeout or
   * failure.
   */
  static Optional<ForwardServer> listenWithin(
      long millis, Transport transport, InetSocketAddress address, Wiring wiring)
      throws InterruptedException {
    AtomicLong accepted = new AtomicLong();
    ChannelFuture listener = listener(transport, wiring, accepted).bind(address);
    if (!isBound(listener, millis)) {
      return Optional.empty();
    }
    ChannelFuture heartbeat = heartbeat(transport).bind(listener.channel().localAddress());
    if (!isBound(heartbeat, millis)) {
      listener.channel().close();
      return Optional.empty();
    }
    return Optional.of(
        new ForwardServer(listener.channel(), List.of(heartbeat.channel()), accepted));
  }

  /** Closes a channel that is bound too late. */
  private static boolean isBound(ChannelFuture binding, long millis) throws InterruptedException {
    if (binding.await(millis)) {
      return binding.isSuccess();
    }
    binding.addListener(ChannelFutureListener.CLOSE);
    return false;
  }

  private static void giveUpOverdue(Wiring wiring) {
    if (wiring.memory().isFull()) {
      wiring.connections().giveUpOverdue();
    }
  }

  private static ServerBootstrap listener(Transport transport, Wiring wiring, AtomicLong accepted) {
    return new ServerBootstrap()
        .group(transport.group())
        .channel(transport.serverChannel())
        .option(ChannelOption.SO_BACKLOG, wiring.backlogConnections())
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childHandler(new ConnectionAcceptor(wiring, accepted));
  }

  private static Bootstrap heartbeat(Transport transport) {
    return new Bootstrap()
        .group(transport.group())
        .channel(transport.datagramChannel())
        .handler(new HeartbeatResponder());
  }

  /** Returns the bound address of TCP. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** Accepts the backlog for at most {@code millis}, then closes the listener. */
  public void stopAccepting(long millis) throws InterruptedException {
    long untilNanos = System.nanoTime() + millis * 1_000_000;
    listener.eventLoop().execute(() -> closeWhenBacklogIsEmpty(accepted.get() - 1, untilNanos));
    boolean closed = listener.closeFuture().await(millis + CLOSE_MILLIS);
    for (Channel heartbeat : heartbeats) {
      closed &= heartbeat.close().await(CLOSE_MILLIS);
    }
    if (!closed) {
      LOG.warn("{} is still open: its event loop is busy", listener.localAddress());
    }
  }

  /** The backlog counts as empty when no connection came since the last check. */
  private void closeWhenBacklogIsEmpty(long acceptedBefore, long untilNanos) {
    long now = accepted.get();
    if (now == acceptedBefore || System.nanoTime() - untilNanos >= 0) {
      listener.close();
    } else {
      listener
          .eventLoop()
          .schedule(
              () -> closeWhenBacklogIsEmpty(now, untilNanos),
              BACKLOG_QUIET_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }
}
