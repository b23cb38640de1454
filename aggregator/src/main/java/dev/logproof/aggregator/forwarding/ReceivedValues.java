package dev.logproof.aggregator.forwarding;

import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;

/** Collects what a server sends, as MessagePack values. Confined to its event loop. */
final class ReceivedValues extends ChannelInboundHandlerAdapter {
  static final int MAX_BYTES = 64 * 1024;

  private final ByteBuf bytes = Unpooled.buffer(256);
  private String ending = "";
  private boolean cut;

  boolean isEmpty() {
    return !bytes.isReadable();
  }

  /** Returns whether a value is complete or none can become complete. */
  boolean isDecided() {
    return hasEnded() || isWhole();
  }

  boolean hasEnded() {
    return !ending.isEmpty();
  }

  /** Returns whether the connection ended by an error. */
  boolean wasCut() {
    return cut;
  }

  private boolean isWhole() {
    try {
      return HandshakeCodec.isWhole(bytes, bytes.readerIndex());
    } catch (IllegalArgumentException e) {
      ending = "it sent no MessagePack";
      return false;
    }
  }

  /** Removes the first value. */
  byte[] take() throws IOException {
    if (!isWhole()) {
      throw new IOException(ending.isEmpty() ? "no response" : ending);
    }
    int at = bytes.readerIndex();
    byte[] value = ByteBufUtil.getBytes(bytes, at, MessagePackHeader.endOf(bytes, at) - at);
    bytes.skipBytes(value.length).discardReadBytes();
    return value;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      if (bytes.readableBytes() + in.readableBytes() > MAX_BYTES) {
        end(ctx, "it sent more than " + MAX_BYTES + " bytes");
      } else {
        bytes.writeBytes(in);
      }
    } finally {
      in.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(ctx, "it closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    cut = true;
    end(ctx, cause.toString());
  }

  private void end(ChannelHandlerContext ctx, String reason) {
    if (ending.isEmpty()) {
      ending = reason;
    }
    ctx.close();
  }
}
