package dev.logproof.aggregator.intake;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up each accepted connection of a forward input, or closes it beyond a limit. */
final class ConnectionAcceptor extends ChannelInitializer<Channel> {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionAcceptor.class);
  private static final int MAX_CONNECTIONS = 20_000;

  private final ForwardServer.Wiring wiring;
  private final AtomicLong accepted;

  /** Counts every connection in {@code accepted}. */
  ConnectionAcceptor(ForwardServer.Wiring wiring, AtomicLong accepted) {
    this.wiring = wiring;
    this.accepted = accepted;
  }

  @Override
  protected void initChannel(Channel channel) {
    accepted.incrementAndGet();
    if (wiring.connections().count() >= MAX_CONNECTIONS) {
      LOG.warn(
          "closing {}: the limit of {} open connections is reached",
          channel.remoteAddress(),
          MAX_CONNECTIONS);
      channel.close();
      return;
    }
    ForwardConnection connection = new ForwardConnection(channel, wiring);
    wiring.connections().add(connection);
    channel.pipeline().addLast(connection.decoder(), connection);
  }
}
