package dev.logproof.forward.decode;

import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.channel.ChannelHandlerContext;

/**
 * Receives the frames from the decoder. Called on the channel's event loop. When a method throws,
 * the exception goes to the pipeline and the decoder discards all later input of the connection.
 * Frames read before the handler stops reading or closes are still handled, since no other code
 * holds them; a handler that wants no more frames removes the decoder.
 */
public interface FrameHandler {
  /**
   * Handles a complete frame, whose events may be valid or not. The frame is a flyweight, valid
   * only during the call. While {@link ForwardFrame#hasMore} is true after events were taken, the
   * decoder calls this again with the same frame, between other work of the event loop.
   */
  void onFrame(ChannelHandlerContext ctx, ForwardFrame frame);

  /**
   * Returns whether to take the frame. Called once before a frame is handed out or decompressed. A
   * refused frame and the input after it are kept until {@link ForwardDecoder#resume} asks again.
   * The handler should stop reading meanwhile, as for {@link #onLargeFrame}, which is also called.
   *
   * @param frame its tag, chunk id and size may be read, but not its events
   */
  default boolean mayTake(ForwardFrame frame) {
    return true;
  }

  /**
   * Called when everything from one read was handed out. Work that is cheaper per batch than per
   * frame, such as counting, belongs here.
   */
  default void onReadEnd(ChannelHandlerContext ctx) {}

  /**
   * Called when a frame needs more than one time slice of the event loop, and again when it is
   * done. Input read in between is kept, so the handler should stop reading. The connection may end
   * before its last frame is handed out.
   */
  default void onLargeFrame(boolean begins) {}

  /**
   * Called when the bytes are not the forward protocol and the next frame cannot be found. Called
   * at most once per connection; the decoder discards all later input and leaves closing to the
   * handler.
   *
   * @param offset in all bytes of the connection
   * @param reason human-readable reason
   * @param events number of the frame's events seen before, if known; none of them was handed out
   */
  void onMalformed(ChannelHandlerContext ctx, long offset, String reason, int events);

  /**
   * Handles a handshake frame. Does nothing by default: without {@code <security>} there is no
   * handshake.
   */
  default void onHandshake(ChannelHandlerContext ctx, HandshakeMessage message) {}
}
