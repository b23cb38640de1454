package dev.logproof.forward.decode;

import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.channel.ChannelHandlerContext;

/**
 * Receives frames on the channel's event loop. When a method throws, the pipeline gets the
 * exception and the decoder discards later input. Frames already read are handled even after the
 * handler stops reading or closes; a handler that wants no more removes the decoder.
 */
public interface FrameHandler {
  /**
   * Handles a complete frame, a flyweight valid only during the call. While {@link
   * ForwardFrame#hasMore} is true, the decoder calls again with the same frame, between other work
   * of the event loop.
   */
  void onFrame(ChannelHandlerContext ctx, ForwardFrame frame);

  /**
   * Returns whether to take the frame; called once, before it is handed out or decompressed. A
   * refused frame and later input are kept until {@link ForwardDecoder#resume}; the handler should
   * stop reading meanwhile.
   *
   * @param frame only its tag, chunk id and size may be read
   */
  default boolean mayTake(ForwardFrame frame) {
    return true;
  }

  /** Called when everything from one read was handed out, for work that is cheaper per batch. */
  default void onReadEnd(ChannelHandlerContext ctx) {}

  /**
   * Called when a frame needs several time slices, and again when it is done. The handler should
   * stop reading in between. The connection may end before its last frame is handed out.
   */
  default void onLargeFrame(boolean begins) {}

  /**
   * Called at most once per connection, when the next frame cannot be found. The decoder discards
   * later input and leaves closing to the handler.
   *
   * @param offset in all bytes of the connection
   * @param events number of the frame's events seen, if known; none was handed out
   */
  void onMalformed(ChannelHandlerContext ctx, long offset, String reason, int events);

  /** Handles a handshake frame. Does nothing by default. */
  default void onHandshake(ChannelHandlerContext ctx, HandshakeMessage message) {}
}
