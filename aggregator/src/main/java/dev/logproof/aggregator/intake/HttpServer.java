package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.metrics.OncePerMinute;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code <source> @type http}: accepts events and answers health checks. Stays open until the end
 * of a stop, because a load balancer resets the connections of an unhealthy task. Thread-safe.
 */
public final class HttpServer {
  /** Health checks and small senders need a handful. */
  public static final int MAX_CONNECTIONS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final OncePerMinute TOO_MANY = new OncePerMinute(System::nanoTime);

  private final Channel listener;

  private HttpServer(Channel listener) {
    this.listener = listener;
  }

  /**
   * Limits of a server.
   *
   * @param maxBodyBytes larger bodies get 413
   * @param maxConnections connections above it are closed at once
   */
  public record HttpLimits(
      int maxBodyBytes, long keepaliveTimeoutMillis, int backlogConnections, int maxConnections) {}

  /** Listens on {@code address}. */
  public static HttpServer listen(
      Transport transport,
      InetSocketAddress address,
      Function<Channel, HttpInput> input,
      HttpLimits limits,
      IntakeMemory memory)
      throws InterruptedException {
    AtomicInteger open = new AtomicInteger();
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
                    if (open.incrementAndGet() > limits.maxConnections()) {
                      TOO_MANY.run(
                          () ->
                              LOG.warn(
                                  "closing HTTP connections above {}", limits.maxConnections()));
                      channel.close();
                    } else {
                      connect(channel, input.apply(channel), limits, memory);
                    }
                    channel.closeFuture().addListener(closed -> open.decrementAndGet());
                  }
                })
            .bind(address)
            .sync()
            .channel();
    return new HttpServer(listener);
  }

  /** Adds the HTTP handlers to the pipeline. */
  public static void connect(
      Channel channel, HttpInput input, HttpLimits limits, IntakeMemory memory) {
    ReadPause.Client reads = ReadPause.of(channel).join();
    reads.needsPromptReads();
    channel.closeFuture().addListener(closed -> reads.leave());
    channel
        .pipeline()
        .addLast(
            new ReadTimeoutHandler(limits.keepaliveTimeoutMillis(), TimeUnit.MILLISECONDS),
            new StrictHttpDecoder(),
            new HttpResponseEncoder(),
            new HttpBodyLimit(memory),
            new HttpObjectAggregator(limits.maxBodyBytes()),
            new HttpDecompression(limits.maxBodyBytes(), memory),
            input);
  }

  /** Returns the bound address. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }
}
