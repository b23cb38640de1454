package dev.logproof.aggregator.delivery;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Opens connections to one HTTP service, plain or TLS with the platform's trust store, native where
 * there is a library: the JDK's own takes seconds of load to be compiled, and a task may start
 * under full load. Thread-safe; a connection belongs to the thread that opened it.
 */
final class Connector {
  static final int CONNECT_MILLIS = 5_000;

  /** Of an answer: one of 500 records is 120 KB, and comes in parts of what TLS encrypts. */
  private static final int MAX_PART_BYTES = 64 * 1024;

  private final URI endpoint;
  private final Optional<HttpsProxy> proxy;
  private final Optional<SslContext> tls;

  /** To {@code endpoint}, by way of {@code proxy} if there is one. */
  Connector(URI endpoint, Optional<HttpsProxy> proxy) {
    this.endpoint = endpoint;
    this.proxy = proxy;
    this.tls = isTls() ? Optional.of(context()) : Optional.empty();
  }

  private boolean isTls() {
    return "https".equals(endpoint.getScheme());
  }

  private static SslContext context() {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("no TLS on this platform", e);
    }
  }

  private int port() {
    int own = isTls() ? 443 : 80;
    return endpoint.getPort() >= 0 ? endpoint.getPort() : own;
  }

  /**
   * Opens a connection, with a new look at DNS.
   *
   * @throws IOException when it is not there, encrypted and all, in time
   */
  Connection open() throws IOException {
    InetSocketAddress address = address();
    AnswerHandler answers = new AnswerHandler();
    CallerLoop loop = new CallerLoop();
    try {
      ChannelFuture connecting = bootstrap(loop, answers).connect(address);
      await(loop, connecting);
      Channel channel = connecting.channel();
      SslHandler encrypting = channel.pipeline().get(SslHandler.class);
      if (encrypting != null) {
        await(loop, encrypting.handshakeFuture());
      }
      return new Connection(loop, channel, answers);
    } catch (IOException e) {
      loop.close();
      throw e;
    }
  }

  private InetSocketAddress address() throws IOException {
    return proxy.isPresent()
        ? InetSocketAddress.createUnresolved(endpoint.getHost(), port())
        : new InetSocketAddress(InetAddress.getByName(endpoint.getHost()), port());
  }

  private Bootstrap bootstrap(CallerLoop loop, AnswerHandler answers) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.executor())
            .channel(CallerLoop.channelType())
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    fill(channel, answers);
                  }
                });
    return proxy.isPresent() ? bootstrap.resolver(NoopAddressResolverGroup.INSTANCE) : bootstrap;
  }

  private void fill(Channel channel, AnswerHandler answers) {
    proxy.ifPresent(
        through -> {
          ProxyHandler tunnel = through.tunnel();
          tunnel.setConnectTimeoutMillis(CONNECT_MILLIS);
          channel.pipeline().addLast(tunnel);
        });
    tls.ifPresent(
        context -> {
          SslHandler encryption = context.newHandler(channel.alloc(), endpoint.getHost(), port());
          encryption.setHandshakeTimeoutMillis(CONNECT_MILLIS);
          channel.pipeline().addLast(encryption);
        });
    HttpDecoderConfig decoding = new HttpDecoderConfig().setMaxChunkSize(MAX_PART_BYTES);
    channel.pipeline().addLast(new HttpResponseDecoder(decoding), answers);
  }

  private static void await(CallerLoop loop, Future<?> future) throws IOException {
    if (!loop.runUntil(future::isDone, CONNECT_MILLIS + 1_000L)) {
      throw new IOException("no connection within " + CONNECT_MILLIS + " ms");
    }
    if (!future.isSuccess()) {
      throw new IOException("no connection: " + future.cause().getMessage(), future.cause());
    }
  }
}
