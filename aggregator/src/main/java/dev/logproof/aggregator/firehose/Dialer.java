package dev.logproof.aggregator.firehose;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * Opens channels on the event loop of the calling thread, which waits for them.
 *
 * @param millis limit of the connection and, if the pipeline encrypts, of the TLS handshake
 */
public record Dialer(CallerRunsEventLoop loop, int millis) {
  /** Time beyond the limit in which the channel itself reports that it has passed. */
  private static final long GRACE_MILLIS = 1_000;

  /**
   * Connects, and completes the handshake of an {@link SslHandler} in the pipeline.
   *
   * @param address an unresolved one is passed on, for a proxy
   */
  public Channel dial(InetSocketAddress address, Consumer<Channel> pipeline) throws IOException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.executor())
            .channel(CallerRunsEventLoop.channelType())
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    pipeline.accept(channel);
                  }
                });
    ChannelFuture connecting = bootstrap.connect(address);
    await(connecting);
    Channel channel = connecting.channel();
    SslHandler encrypting = channel.pipeline().get(SslHandler.class);
    if (encrypting != null) {
      await(encrypting.handshakeFuture());
    }
    return channel;
  }

  private void await(Future<?> future) throws IOException {
    if (!loop.runUntil(future::isDone, millis + GRACE_MILLIS)) {
      throw new IOException("no connection within " + millis + " ms");
    }
    if (!future.isSuccess()) {
      throw new IOException("no connection: " + reason(future.cause()), future.cause());
    }
  }

  /** The outermost message of a TLS failure is that of the engine alone. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String outer = String.valueOf(failure.getMessage());
    String inner = String.valueOf(root.getMessage());
    return outer.contains(inner) ? outer : outer + ": " + inner;
  }
}
