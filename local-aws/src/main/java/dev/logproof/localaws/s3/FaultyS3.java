package dev.logproof.localaws.s3;

import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.listen.CuttableConnections;
import dev.logproof.localaws.listen.FaultInjector;
import dev.logproof.localaws.listen.Listener;
import dev.logproof.localaws.listen.Outages;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A port in front of S3 that fails on purpose: passes requests on unchanged, so that signatures
 * hold, and injects faults into those that write. Deliveries of Firehose do not pass it. Runs on
 * two event loops.
 */
public final class FaultyS3 implements Outages, AutoCloseable {
  /** Exceeds a part of an upload. */
  private static final int MAX_BODY_BYTES = 64 << 20;

  private static final int MAX_CONNECTIONS = 256;
  private static final int EVENT_LOOPS = 2;
  private static final long CLOSE_MILLIS = 2_000;

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(EVENT_LOOPS, NioIoHandler.newFactory());

  private final CuttableConnections connections;
  private final RequestFaults faults;
  private final InetSocketAddress s3;
  private final Listener listener;

  private FaultyS3(InetSocketAddress address, InetSocketAddress s3, RequestFaults faults)
      throws IOException {
    this.faults = faults;
    this.connections = new CuttableConnections(faults, MAX_CONNECTIONS);
    this.s3 = s3;
    try {
      listener = Listener.listen(address, loops, this::connect);
    } catch (IOException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      throw e;
    }
  }

  /**
   * Listens on {@code address} for requests to {@code s3}.
   *
   * @throws IOException when the port is unavailable
   */
  public static FaultyS3 start(
      InetSocketAddress address, InetSocketAddress s3, RequestFaults faults) throws IOException {
    return new FaultyS3(address, s3, faults);
  }

  private void connect(Channel channel) {
    if (!connections.admit(channel)) {
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(new HttpServerCodec());
    pipeline.addLast(new FaultInjector(faults, FaultyS3::writes));
    pipeline.addLast(new HttpObjectAggregator(MAX_BODY_BYTES));
    pipeline.addLast(new S3Relay(s3, faults));
  }

  private static boolean writes(HttpRequest request) {
    return request.method().equals(HttpMethod.PUT) || request.method().equals(HttpMethod.POST);
  }

  /** Listening port. */
  public int port() {
    return listener.port();
  }

  @Override
  public void beginOutage(boolean refuse) throws IOException {
    if (refuse) {
      listener.refuse();
    }
    connections.cut();
  }

  @Override
  public void endOutage() throws IOException {
    listener.acceptAgain();
  }

  @Override
  public void close() {
    listener.close();
    connections.open().close().awaitUninterruptibly(CLOSE_MILLIS);
    loops.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
