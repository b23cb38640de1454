package dev.logproof.aggregator.intake;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resets a connection by closing it with zero linger. Data that a client sends between the last,
 * empty read and the reset is lost, so the descriptor is closed first, by one system call, and
 * Netty's close follows. Confined to the channel's event loop.
 */
final class ConnectionReset {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionReset.class);

  private ConnectionReset() {}

  /** Sets zero linger in advance, because this system call would delay the reset. */
  static void prepare(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
  }

  /** Resets a connection after {@link #prepare}. */
  static void now(Channel channel) {
    descriptor(channel);
    channel.close();
  }

  /** Closes the descriptor. Netty's close must follow; without epoll, it performs the reset. */
  static void descriptor(Channel channel) {
    if (channel instanceof EpollSocketChannel epoll) {
      try {
        epoll.fd().close();
      } catch (IOException e) {
        LOG.warn("cannot close {}: {}", channel.remoteAddress(), e.toString());
      }
    }
  }
}
