package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.silence.Silence;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries the kernel for a connection's silence (TCP_INFO, see tcp(7)), unread data and round-trip
 * time. A busy event loop's own clock, the only one without native epoll, would mistake unread data
 * for silence. Confined to its event loop.
 */
final class SocketProbe {
  private static final Logger LOG = LoggerFactory.getLogger(SocketProbe.class);

  /** Resolution of TCP_INFO: 4 ms at the usual 250 kernel ticks per second. */
  private static final long TICK_NANOS = 4_000_000;

  /** Assumed time from the last check for data to the reset. */
  private static final long FIRST_WINDOW_NANOS = 100_000;

  private static final int READ_BYTES = 16 * 1024;

  private final Channel channel;
  private final EpollTcpInfo info = new EpollTcpInfo();

  SocketProbe(Channel channel) {
    this.channel = channel;
  }

  /** {@code ownNanos} is the silence by the event loop's clock. */
  Silence silence(long ownNanos) {
    if (!(channel instanceof EpollSocketChannel epoll) || !epoll.isOpen()) {
      return new Silence(ownNanos, withReadDelay(ownNanos), 0, FIRST_WINDOW_NANOS);
    }
    epoll.tcpInfo(info);
    long kernelNanos = info.lastDataRecv() * 1_000_000;
    long roundTripNanos = roundTripMicros() * 1_000;
    long exposed = roundTripNanos + FIRST_WINDOW_NANOS;
    if (kernelNanos < ownNanos - TICK_NANOS) {
      return new Silence(0, kernelNanos + TICK_NANOS, roundTripNanos, exposed);
    }
    if (kernelNanos < 2 * TICK_NANOS) {
      return new Silence(ownNanos, withReadDelay(ownNanos), roundTripNanos, exposed);
    }
    return new Silence(
        Math.max(ownNanos, kernelNanos - TICK_NANOS),
        Math.max(ownNanos, kernelNanos) + TICK_NANOS,
        roundTripNanos,
        exposed);
  }

  /**
   * A task that never sends measures {@code rtt} on the handshake alone, which may have met a busy
   * machine; {@code rcvRtt} comes from received data.
   */
  private long roundTripMicros() {
    return info.rcvRtt() > 0 ? Math.min(info.rtt(), info.rcvRtt()) : info.rtt();
  }

  /** Adds a margin for late reads by the event loop. */
  private static long withReadDelay(long ownNanos) {
    return ownNanos + ownNanos / 4;
  }

  /** Passes new data to the pipeline; false when there is none. */
  boolean readMore() {
    if (!(channel instanceof EpollSocketChannel epoll)) {
      return false;
    }
    ByteBuf buffer = EventLoopReadBuffer.take(channel.alloc(), READ_BYTES);
    int read = read(epoll, buffer);
    if (read <= 0) {
      buffer.release();
      return false;
    }
    buffer.writerIndex(buffer.writerIndex() + read);
    channel.pipeline().fireChannelRead(buffer);
    return true;
  }

  private static int read(EpollSocketChannel epoll, ByteBuf buffer) {
    try {
      int from = buffer.writerIndex();
      var bytes = buffer.internalNioBuffer(from, buffer.writableBytes());
      return epoll.fd().read(bytes, bytes.position(), bytes.limit());
    } catch (IOException e) {
      LOG.debug("connection {} ended: {}", epoll.remoteAddress(), e.getMessage());
      return -1;
    }
  }
}
