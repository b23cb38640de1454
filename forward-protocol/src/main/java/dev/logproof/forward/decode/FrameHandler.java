package dev.logproof.forward.decode;

import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.channel.ChannelHandlerContext;

/**
 * Takes what the decoder finds. Called on the channel's event loop. When a method throws, the
 * exception goes to the pipeline and the decoder discards all later input of the connection. What
 * was read before the handler stops reading or closes is still handled, as nobody else has it; a
 * handler that wants no more removes the decoder.
 */
public interface FrameHandler {
  /** A whole, validated frame; a flyweight, valid only during the call. */
  void onFrame(ChannelHandlerContext ctx, ForwardFrame frame);

  /**
   * All that one read brought was handed out. What is cheaper to do once for many frames, such as
   * to count them, can be done here.
   */
  default void onReadEnd(ChannelHandlerContext ctx) {}

  /**
   * The bytes are not the forward protocol. Called once a connection at most; the decoder discards
   * all that comes after, and leaves it to the handler to close.
   *
   * @param offset in all the bytes of the connection
   * @param reason for people
   */
  void onMalformed(ChannelHandlerContext ctx, long offset, String reason);

  /**
   * A frame of the handshake. Nothing happens unless this is overridden: without {@code <security>}
   * there is no handshake.
   */
  default void onHandshake(ChannelHandlerContext ctx, HandshakeMessage message) {}
}
