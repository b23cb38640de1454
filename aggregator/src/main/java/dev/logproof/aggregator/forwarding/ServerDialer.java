package dev.logproof.aggregator.forwarding;

import dev.logproof.aggregator.access.ClientTls;
import dev.logproof.aggregator.config.ForwardOutput.Connections;
import dev.logproof.aggregator.config.ForwardOutput.Server;
import dev.logproof.aggregator.config.ForwardOutput.SharedKey;
import dev.logproof.aggregator.firehose.BlockingCalls;
import dev.logproof.aggregator.firehose.CallerRunsEventLoop;
import dev.logproof.aggregator.firehose.Dialer;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Opens connections to servers: plain or TLS, with the handshake if it is set. Thread-safe. */
final class ServerDialer implements AutoCloseable {
  private final Connections config;
  private final BiConsumer<Channel, Server> encryption;
  private final BlockingCalls lookups;
  private final AtomicInteger turn = new AtomicInteger();

  private ServerDialer(
      Connections config, BiConsumer<Channel, Server> encryption, BlockingCalls lookups) {
    this.config = config;
    this.encryption = encryption;
    this.lookups = lookups;
  }

  /** Reads the certificates; errors name the invalid file. */
  static ServerDialer of(String outputId, Connections config) throws IOException {
    BiConsumer<Channel, Server> encryption =
        config.transport() instanceof ClientTls tls
            ? encryption(tls.open(), config.timeouts().connectMillis())
            : (channel, server) -> {};
    return new ServerDialer(config, encryption, new BlockingCalls("lookup-" + outputId));
  }

  private static BiConsumer<Channel, Server> encryption(SslContext context, long millis) {
    return (channel, server) -> {
      SslHandler handler =
          context.newHandler(channel.alloc(), nameInCertificate(server), server.port());
      handler.setHandshakeTimeoutMillis(millis);
      channel.pipeline().addLast(handler);
    };
  }

  /** As in Fluentd, the name of a server whose host is an address, if it has one. */
  static String nameInCertificate(Server server) {
    String host = server.host();
    boolean isAddress = NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    boolean isNamed = !server.name().equals(host + ":" + server.port());
    return isAddress && isNamed ? server.name() : host;
  }

  ServerConnection open(Server server) throws IOException {
    InetSocketAddress address = new InetSocketAddress(resolve(server.host()), server.port());
    CallerRunsEventLoop loop = new CallerRunsEventLoop();
    ReceivedValues received = new ReceivedValues();
    boolean opened = false;
    try {
      Channel channel =
          new Dialer(loop, (int) config.timeouts().connectMillis())
              .dial(
                  address,
                  each -> {
                    encryption.accept(each, server);
                    each.pipeline().addLast(received);
                  });
      ServerConnection connection =
          new ServerConnection(
              server,
              new PolledChannel(loop, (DuplexChannel) channel, received),
              config.timeouts());
      if (server.login() instanceof SharedKey key) {
        connection.logIn(key.identity());
      }
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        turn.incrementAndGet();
        loop.close();
      }
    }
  }

  private InetAddress resolve(String host) throws IOException {
    InetAddress[] addresses =
        lookups.get(
            "resolving " + host,
            Duration.ofMillis(config.timeouts().connectMillis()),
            () -> InetAddress.getAllByName(host));
    int next = config.anyAddress() ? turn.getAndIncrement() : turn.get();
    return addresses[Math.floorMod(next, addresses.length)];
  }

  @Override
  public void close() {
    lookups.close();
  }
}
