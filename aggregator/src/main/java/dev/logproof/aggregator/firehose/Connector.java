package dev.logproof.aggregator.firehose;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Opens plain or TLS connections to one HTTP service, with the platform's trust store. Uses native
 * TLS where available: the JDK's is slow until compiled, and a task may start under full load.
 * Thread-safe.
 */
public final class Connector {
  static final int CONNECT_MILLIS = 5_000;

  /** Allows two queries of the resolver's usual 5 s. */
  static final Duration RESOLVE_LIMIT = Duration.ofSeconds(10);

  /** Exceeds one TLS record. */
  private static final int MAX_PART_BYTES = 64 * 1024;

  private final URI endpoint;
  private final Authority authority;
  private final HttpsProxy proxy;
  private final Environment environment;
  private final Consumer<Channel> encryption;

  /** Resolves a host name; may block indefinitely. */
  public interface HostResolver {
    InetAddress resolve(String host) throws IOException;
  }

  /**
   * Dependencies of a connector.
   *
   * @param observer receives each complete new pipeline; lets tests inject I/O failures
   */
  public record Environment(
      BlockingCalls calls, HostResolver resolver, Consumer<ChannelPipeline> observer) {}

  /** Connects to {@code endpoint} directly. */
  public Connector(URI endpoint, Environment environment) {
    this(endpoint, HttpsProxy.NONE, environment);
  }

  /** Connects to {@code endpoint}, through {@code proxy} unless it is {@link HttpsProxy#NONE}. */
  Connector(URI endpoint, HttpsProxy proxy, Environment environment) {
    this.endpoint = endpoint;
    this.authority = Authority.of(endpoint);
    this.proxy = proxy;
    this.environment = environment;
    this.encryption = isTls() ? encryption(context()) : channel -> {};
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
    return authority.port() >= 0 ? authority.port() : own;
  }

  Connection open() throws IOException {
    InetSocketAddress address = address();
    Consumer<Channel> tunnel = tunnel();
    HttpResponseHandler answers = new HttpResponseHandler();
    CallerRunsEventLoop loop = new CallerRunsEventLoop();
    boolean opened = false;
    try {
      Channel channel =
          new Dialer(loop, CONNECT_MILLIS).dial(address, each -> fill(each, answers, tunnel));
      Connection connection = new Connection(loop, channel, answers);
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        loop.close();
      }
    }
  }

  private InetSocketAddress address() throws IOException {
    String host = authority.host();
    if (!proxy.isNone()) {
      return InetSocketAddress.createUnresolved(host, port());
    }
    return new InetSocketAddress(resolve(host), port());
  }

  private Consumer<Channel> tunnel() throws IOException {
    if (proxy.isNone()) {
      return channel -> {};
    }
    ProxyHandler through = proxy.tunnel(new InetSocketAddress(resolve(proxy.host()), proxy.port()));
    through.setConnectTimeoutMillis(CONNECT_MILLIS);
    return channel -> channel.pipeline().addLast(through);
  }

  private Consumer<Channel> encryption(SslContext context) {
    return channel -> {
      SslHandler handler = context.newHandler(channel.alloc(), authority.host(), port());
      handler.setHandshakeTimeoutMillis(CONNECT_MILLIS);
      channel.pipeline().addLast(handler);
    };
  }

  private InetAddress resolve(String host) throws IOException {
    return environment
        .calls()
        .get("resolving " + host, RESOLVE_LIMIT, () -> environment.resolver().resolve(host));
  }

  private void fill(Channel channel, HttpResponseHandler answers, Consumer<Channel> tunnel) {
    tunnel.accept(channel);
    encryption.accept(channel);
    HttpDecoderConfig decoding = new HttpDecoderConfig().setMaxChunkSize(MAX_PART_BYTES);
    channel.pipeline().addLast(new HttpResponseDecoder(decoding), answers);
    environment.observer().accept(channel.pipeline());
  }
}
