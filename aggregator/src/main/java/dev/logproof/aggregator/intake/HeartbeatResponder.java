package dev.logproof.aggregator.intake;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/**
 * Responds to each UDP heartbeat with one zero byte, as in_forward does. Ignores datagrams from its
 * own port number, which clients never use: a forged sender would make two responders respond to
 * each other forever.
 */
final class HeartbeatResponder extends SimpleChannelInboundHandler<DatagramPacket> {
  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket heartbeat) {
    int ownPort = ((InetSocketAddress) ctx.channel().localAddress()).getPort();
    if (heartbeat.sender().getPort() == ownPort) {
      return;
    }
    ctx.writeAndFlush(
        new DatagramPacket(ctx.alloc().buffer(1).writeByte(0), heartbeat.sender()),
        ctx.voidPromise());
  }
}
