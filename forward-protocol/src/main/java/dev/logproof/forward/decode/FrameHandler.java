package dev.logproof.forward.decode;

import io.netty.channel.ChannelHandlerContext;

/** Takes what the decoder finds. Called on the channel's event loop. */
public interface FrameHandler {
  /** A whole, validated frame; a flyweight, valid only during the call. */
  void onFrame(ChannelHandlerContext ctx, ForwardFrame frame);

  /**
   * The bytes are not the forward protocol. Called once a connection at most; the decoder discards
   * all that comes after, and leaves it to the handler to close.
   *
   * @param offset in all the bytes of the connection
   * @param reason for people
   */
  void onMalformed(ChannelHandlerContext ctx, long offset, String reason);
}
