package dev.logproof.localaws.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A port that can refuse connections temporarily; a bound, non-listening socket keeps it reserved.
 * Thread-safe.
 */
public final class Listener implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int MAX_ATTEMPTS = 200;
  private static final long ATTEMPT_NANOS = 5_000_000;

  private final ServerBootstrap bootstrap;
  private final InetSocketAddress address;
  private Channel channel;

  /** Bound while connections are refused. */
  private Socket placeholder = new Socket();

  private Listener(ServerBootstrap bootstrap, Channel channel) {
    this.bootstrap = bootstrap;
    this.channel = channel;
    this.address = (InetSocketAddress) channel.localAddress();
  }

  /** {@code accepted} receives each connection on its event loop. */
  public static Listener listen(
      InetSocketAddress address, EventLoopGroup loops, Consumer<Channel> accepted)
      throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accepted.accept(channel);
                  }
                });
    return new Listener(bootstrap, bind(bootstrap, address));
  }

  private static Channel bind(ServerBootstrap bootstrap, InetSocketAddress address)
      throws IOException {
    var bound = bootstrap.bind(address);
    bound.awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    return bound.channel();
  }

  /** Bound port. */
  public int port() {
    return address.getPort();
  }

  /** Refuses connections until {@link #acceptAgain}. */
  public synchronized void refuse() throws IOException {
    if (isRefusing()) {
      return;
    }
    channel.close().awaitUninterruptibly();
    placeholder = hold();
  }

  /** Retries because a closed channel keeps listening until its selector runs. */
  private Socket hold() throws IOException {
    Socket holder = new Socket();
    holder.setReuseAddress(true);
    for (int attempt = 1; ; attempt++) {
      try {
        holder.bind(address);
        return holder;
      } catch (BindException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(ATTEMPT_NANOS);
      }
    }
  }

  /** Ends what {@link #refuse} began. */
  public synchronized void acceptAgain() throws IOException {
    if (isRefusing()) {
      channel = bind(bootstrap, address);
      placeholder.close();
    }
  }

  private boolean isRefusing() {
    return placeholder.isBound() && !placeholder.isClosed();
  }

  @Override
  public synchronized void close() {
    channel.close().awaitUninterruptibly();
    try {
      placeholder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
