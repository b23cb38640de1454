package dev.logproof.aggregator.intake;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Half-closes a drained connection after its last acknowledgement (over TLS, after close_notify).
 * After a reset, a client that writes before it reads would resend delivered events. Further data
 * was never acknowledged and is discarded, but read, because a client blocked in a write reads
 * nothing. Ends when the client closes, or by reset after {@link #MAX_MILLIS}. Confined to the
 * channel's event loop.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
  /** Longest wait for the client; an otherwise finished stop waits for less. */
  static final long MAX_MILLIS = 1_000;

  private LingeringClose() {}

  /** Requires {@link ConnectionReset#prepare}. */
  static void say(Channel channel) {
    ChannelFuture said = lastWords(channel);
    said.addListener(
        done -> {
          if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput();
          }
        });
    channel.pipeline().addFirst(new LingeringClose());
    channel.config().setAutoRead(true);
    var unused =
        channel.eventLoop().schedule(() -> end(channel), MAX_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Completes once all acknowledgements are written; an earlier shutdown would fail them. */
  private static ChannelFuture lastWords(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    return tls == null ? channel.writeAndFlush(Unpooled.EMPTY_BUFFER) : tls.closeOutbound();
  }

  private static void end(Channel channel) {
    if (channel.isOpen()) {
      ConnectionReset.now(channel);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ReferenceCountUtil.release(message);
  }
}
