package dev.logproof.localaws.firehose;

import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.listen.CuttableConnections;
import dev.logproof.localaws.listen.FaultInjector;
import dev.logproof.localaws.listen.Listener;
import dev.logproof.localaws.listen.Outages;
import dev.logproof.localaws.stream.DeliveryStreams;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves the Firehose API, and others told by {@code X-Amz-Target}, over HTTP/1.1 on two event
 * loops. Accepts {@value #MAX_CONNECTIONS} connections and buffers {@value #MAX_BODY_BYTES} body
 * bytes for each. Can simulate an outage.
 */
public final class FirehoseServer implements Outages, AutoCloseable {
  /** Closes connections after pending responses. */
  static final Object STOPPING = new Object();

  /** 5 MiB in base64, plus the JSON around 500 records. */
  static final int MAX_BODY_BYTES = 8 << 20;

  static final int MAX_CONNECTIONS = 256;
  private static final int EVENT_LOOPS = 2;
  private static final int IDLE_SECONDS = 300;
  private static final long CLOSE_MILLIS = 5_000;

  private final MultiThreadIoEventLoopGroup loops;
  private final CuttableConnections connections;
  private final List<TargetApi> apis;
  private final RequestFaults faults;
  private final Supplier<UUID> requestIds;
  private final Listener listener;
  private final List<Listener> tlsListeners = new CopyOnWriteArrayList<>();

  /** Returns the API of Firehose. */
  public static TargetApi api(
      DeliveryStreams streams,
      AwsV4Verifier signatures,
      RequestFaults faults,
      Supplier<UUID> randomIds) {
    RecordIds ids = new RecordIds(randomIds.get().getMostSignificantBits());
    return FirehoseApi.of(streams, ids, signatures, faults);
  }

  private FirehoseServer(
      InetSocketAddress address,
      List<TargetApi> apis,
      RequestFaults faults,
      Supplier<UUID> requestIds)
      throws IOException {
    this.apis = apis;
    this.faults = faults;
    this.connections = new CuttableConnections(faults, MAX_CONNECTIONS);
    this.requestIds = requestIds;
    loops = new MultiThreadIoEventLoopGroup(EVENT_LOOPS, NioIoHandler.newFactory());
    try {
      listener = Listener.listen(address, loops, this::connect);
    } catch (IOException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      throw e;
    }
  }

  /**
   * Listens on {@code address}; port 0 selects a free port.
   *
   * @throws IOException when the port is unavailable
   */
  public static FirehoseServer start(
      InetSocketAddress address,
      List<TargetApi> apis,
      RequestFaults faults,
      Supplier<UUID> randomIds)
      throws IOException {
    return new FirehoseServer(address, apis, faults, randomIds);
  }

  private void connect(Channel channel) {
    if (!connections.admit(channel)) {
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(new IdleStateHandler(0, 0, IDLE_SECONDS));
    pipeline.addLast(new HttpServerCodec());
    pipeline.addLast(new FaultInjector(faults, FirehoseServer::isPut));
    pipeline.addLast(new BodyAggregator(MAX_BODY_BYTES));
    pipeline.addLast(new ApiHandler(apis, faults, requestIds));
  }

  /** Returns whether a request's operation takes records. */
  private static boolean isPut(HttpRequest request) {
    return request.headers().get("x-amz-target", "").contains(".PutRecord");
  }

  /**
   * Also serves over TLS; returns the port.
   *
   * @throws IOException when the port is unavailable
   */
  public int listenTls(InetSocketAddress address, SslContext context) throws IOException {
    Listener tls =
        Listener.listen(
            address,
            loops,
            channel -> {
              connect(channel);
              channel.pipeline().addFirst(context.newHandler(channel.alloc()));
            });
    tlsListeners.add(tls);
    return tls.port();
  }

  @Override
  public void beginOutage(boolean refuse) throws IOException {
    if (refuse) {
      listener.refuse();
      for (Listener tls : tlsListeners) {
        tls.refuse();
      }
    }
    connections.cut();
  }

  @Override
  public void endOutage() throws IOException {
    listener.acceptAgain();
    for (Listener tls : tlsListeners) {
      tls.acceptAgain();
    }
  }

  /** Listening port. */
  public int port() {
    return listener.port();
  }

  /** Sends pending responses first. */
  @Override
  public void close() {
    listener.close();
    tlsListeners.forEach(Listener::close);
    connections
        .open()
        .forEach(
            connection ->
                connection
                    .eventLoop()
                    .execute(() -> connection.pipeline().fireUserEventTriggered(STOPPING)));
    connections.open().newCloseFuture().awaitUninterruptibly(CLOSE_MILLIS);
    loops.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
