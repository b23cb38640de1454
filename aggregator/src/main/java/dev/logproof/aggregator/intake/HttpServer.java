package dev.logproof.aggregator.intake;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * {@code <source> @type http}: takes events by GET and POST, and by that answers health checks. It
 * stays open to the very end of a stop, since a load balancer resets the connections of a task
 * whose health check fails. Thread-safe.
 */
public final class HttpServer {
  private static final int MAX_LINE_BYTES = 16 * 1024;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_HTTP_CHUNK_BYTES = 64 * 1024;

  private final Channel listener;

  private HttpServer(Channel listener) {
    this.listener = listener;
  }

  /**
   * What a client may ask for.
   *
   * @param maxBodyBytes a larger body is answered 413
   * @param keepaliveTimeoutMillis silence after which a connection is closed
   * @param backlogConnections waiting to be accepted
   */
  public record HttpLimits(int maxBodyBytes, long keepaliveTimeoutMillis, int backlogConnections) {}

  /**
   * Listens on {@code address}.
   *
   * @param input of each event loop, by the loop's channel
   * @param limits of each connection
   */
  public static HttpServer listen(
      Transport transport,
      InetSocketAddress address,
      Function<Channel, HttpInput> input,
      HttpLimits limits)
      throws InterruptedException {
    Channel listener =
        new ServerBootstrap()
            .group(transport.group())
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, limits.backlogConnections())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    connect(channel, input.apply(channel), limits);
                  }
                })
            .bind(address)
            .sync()
            .channel();
    return new HttpServer(listener);
  }

  /** Puts what reads HTTP into a connection's pipeline. */
  public static void connect(Channel channel, HttpInput input, HttpLimits limits) {
    channel
        .pipeline()
        .addLast(
            new ReadTimeoutHandler(limits.keepaliveTimeoutMillis(), TimeUnit.MILLISECONDS),
            new HttpServerCodec(MAX_LINE_BYTES, MAX_HEADER_BYTES, MAX_HTTP_CHUNK_BYTES),
            new HttpObjectAggregator(limits.maxBodyBytes()),
            input);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }
}
