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
 * Asks the kernel about one connection that is to be reset: how long it has been silent (TCP_INFO,
 * see tcp(7)), whether data waits unread, and how long a round trip takes. By its own clock alone a
 * busy event loop takes data that waits unread for silence. Without native epoll only the loop's
 * clock is asked. Confined to the connection's event loop.
 */
final class SocketProbe {
  private static final Logger LOG = LoggerFactory.getLogger(SocketProbe.class);

  /** TCP_INFO counts in ticks of the kernel, 4 ms at the usual 250 per second. */
  private static final long TICK_NANOS = 4_000_000;

  /** Until a reset has shown how long it takes. */
  private static final long FIRST_WINDOW_NANOS = 100_000;

  private static final int READ_BYTES = 16 * 1024;

  private final Channel channel;
  private final EpollTcpInfo info = new EpollTcpInfo();

  SocketProbe(Channel channel) {
    this.channel = channel;
  }

  /** The silence now, which by the loop's clock has lasted for {@code ownNanos}. */
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
   * A task that never sends to a client knows the round trip of the handshake alone, which may have
   * met a busy machine; what data shows may be shorter.
   */
  private long roundTripMicros() {
    return info.rcvRtt() > 0 ? Math.min(info.rtt(), info.rcvRtt()) : info.rtt();
  }

  /** The loop may have read the last data some time after it came. */
  private static long withReadDelay(long ownNanos) {
    return ownNanos + ownNanos / 4;
  }

  /**
   * Reads what came since the loop last looked, and hands it to the pipeline; false for nothing.
   */
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
