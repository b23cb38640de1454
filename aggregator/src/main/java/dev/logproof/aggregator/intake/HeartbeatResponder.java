package dev.logproof.aggregator.intake;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;

/** Answers each UDP heartbeat of the forward protocol with one zero byte, as in_forward does. */
final class HeartbeatResponder extends SimpleChannelInboundHandler<DatagramPacket> {
  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket heartbeat) {
    ctx.writeAndFlush(
        new DatagramPacket(ctx.alloc().buffer(1).writeByte(0), heartbeat.sender()),
        ctx.voidPromise());
  }
}
