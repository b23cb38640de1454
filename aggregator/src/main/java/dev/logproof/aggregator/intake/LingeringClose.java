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
 * Lets a client go that has every acknowledgement it is owed: the end of the stream follows them
 * (over TLS, close_notify before it), so that it reads both in order, however late. A reset would
 * fail its next write instead, and a client that hears of that before it reads sends again what is
 * delivered. What it still sends is thrown away unread, as it was never acknowledged; read from the
 * socket all the same, because a client that is stuck in a write reads nothing. The connection
 * closes when the client closes it, or by reset when its time is over. On the channel's event loop.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
  /** For the client to close; a stop that has nothing else to do waits for less. */
  static final long MAX_MILLIS = 1_000;

  private LingeringClose() {}

  /**
   * Says it to the client of {@code channel}, which {@link ConnectionReset#prepare} was called for.
   */
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

  /** Written after all acknowledgements; shutting down fails what is not written by then. */
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
