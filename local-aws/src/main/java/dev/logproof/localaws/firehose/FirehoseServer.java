package dev.logproof.localaws.firehose;

import dev.logproof.localaws.auth.SignatureCheck;
import dev.logproof.localaws.stream.DeliveryStreams;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves the Firehose API over HTTP/1.1 with keep-alive, on two event loops. Holds at most {@value
 * #MAX_CONNECTIONS} connections (others are closed at once) and {@value #MAX_BODY_BYTES} bytes of
 * body for each.
 */
public final class FirehoseServer implements AutoCloseable {
  /** Tells connections to close when the answer they owe is sent. */
  static final Object STOPPING = new Object();

  /** 4 MiB of base64, and generous room for the JSON around 500 records. */
  static final int MAX_BODY_BYTES = 8 << 20;

  static final int MAX_CONNECTIONS = 256;
  private static final int EVENT_LOOPS = 2;
  private static final int BACKLOG = 1024;
  private static final int IDLE_SECONDS = 300;
  private static final long CLOSE_MILLIS = 5_000;

  private final MultiThreadIoEventLoopGroup loops;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listener;

  private FirehoseServer(InetSocketAddress address, FirehoseApi api, Supplier<UUID> requestIds)
      throws IOException {
    loops = new MultiThreadIoEventLoopGroup(EVENT_LOOPS, NioIoHandler.newFactory());
    try {
      listener = listen(address, api, requestIds);
    } catch (IOException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      throw e;
    }
  }

  /**
   * Listens on {@code address}; port 0 takes a free one.
   *
   * @param randomIds names requests and records
   * @throws IOException when the port cannot be had
   */
  public static FirehoseServer start(
      InetSocketAddress address,
      DeliveryStreams streams,
      SignatureCheck signatures,
      Supplier<UUID> randomIds)
      throws IOException {
    RecordIds ids = new RecordIds(randomIds.get().getMostSignificantBits());
    return new FirehoseServer(address, new FirehoseApi(streams, ids, signatures), randomIds);
  }

  private Channel listen(InetSocketAddress address, FirehoseApi api, Supplier<UUID> requestIds)
      throws IOException {
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    connect(channel, api, requestIds);
                  }
                })
            .bind(address);
    bound.awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    return bound.channel();
  }

  private void connect(Channel channel, FirehoseApi api, Supplier<UUID> requestIds) {
    if (connections.size() >= MAX_CONNECTIONS) {
      var unused = channel.close();
      return;
    }
    connections.add(channel);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(new IdleStateHandler(0, 0, IDLE_SECONDS));
    pipeline.addLast(new HttpServerCodec());
    pipeline.addLast(new BodyAggregator(MAX_BODY_BYTES));
    pipeline.addLast(new ApiHandler(api, requestIds));
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Accepts nothing more, sends the answers that are owed, and closes every connection. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    connections.forEach(
        connection ->
            connection
                .eventLoop()
                .execute(() -> connection.pipeline().fireUserEventTriggered(STOPPING)));
    connections.newCloseFuture().awaitUninterruptibly(CLOSE_MILLIS);
    loops.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
