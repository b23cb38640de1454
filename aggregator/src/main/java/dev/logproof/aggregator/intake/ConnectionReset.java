package dev.logproof.aggregator.intake;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resets a connection, which takes a linger time of zero, set beforehand. What a client hands to
 * its kernel between the last read, which found nothing, and the reset is lost to it; so the
 * descriptor is closed first, by one system call, and Netty's own bookkeeping comes after. On the
 * channel's event loop.
 */
final class ConnectionReset {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionReset.class);

  private ConnectionReset() {}

  /** Makes the next close a reset; apart, since it is a system call that would come in between. */
  static void prepare(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
  }

  /** Resets a connection that was prepared. */
  static void now(Channel channel) {
    descriptor(channel);
    channel.close();
  }

  /** The system call alone; Netty's own close is to follow, and resets where there is no epoll. */
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
