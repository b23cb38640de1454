package dev.logproof.aggregator.intake;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resets a connection with zero linger. Data sent between the last, empty read and the reset is
 * lost, so one system call closes the descriptor before Netty's close. Confined to the channel's
 * event loop.
 */
final class ConnectionReset {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionReset.class);

  private ConnectionReset() {}

  /**
   * Sets zero linger in advance, because the call would delay the reset. Ignores a closed channel,
   * whose handlers may not know yet.
   */
  static void prepare(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
  }

  /** Requires {@link #prepare}. */
  static void now(Channel channel) {
    descriptor(channel);
    channel.close();
  }

  /** Netty's close must follow; without epoll, it performs the reset. */
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
