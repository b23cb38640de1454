package dev.logproof.aggregator.intake;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/**
 * Answers each UDP heartbeat of the forward protocol with one zero byte, as in_forward does.
 * Clients send from a port of their own: a datagram from the server's port number is another
 * responder's answer to a forged sender, and two responders would answer each other for ever.
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
