package dev.logproof.aggregator.intake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Knows whether what was read of an encrypted connection ends with a whole record (RFC 8446,
 * section 5.1: five bytes of header, the last two the length). A connection that is reset in the
 * middle of a record loses the events in it. Looks at headers only; confined to the connection's
 * event loop.
 */
final class TlsRecords extends ChannelInboundHandlerAdapter {
  private static final int HEADER_BYTES = 5;
  private static final int LENGTH_AT = 3;

  private int headerSeen;
  private int length;
  private int bodyLeft;

  /** True when no part of a record waits for the rest. */
  boolean atBoundary() {
    return headerSeen == 0 && bodyLeft == 0;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      follow(bytes);
    }
    ctx.fireChannelRead(message);
  }

  private void follow(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (bodyLeft > 0) {
        int step = Math.min(bodyLeft, end - at);
        bodyLeft -= step;
        at += step;
      } else {
        header(bytes.getUnsignedByte(at++));
      }
    }
  }

  private void header(int octet) {
    if (headerSeen >= LENGTH_AT) {
      length = length << 8 | octet;
    }
    headerSeen++;
    if (headerSeen == HEADER_BYTES) {
      bodyLeft = length;
      headerSeen = 0;
      length = 0;
    }
  }
}
