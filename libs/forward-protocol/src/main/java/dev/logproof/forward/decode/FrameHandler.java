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
  /**
   * A whole frame, whose events may be valid or not; a flyweight, valid only during the call.
   * Called again with the same frame, between other work of the event loop, for as long as {@link
   * ForwardFrame#hasMore} after events of it were taken.
   */
  void onFrame(ChannelHandlerContext ctx, ForwardFrame frame);

  /**
   * Asked once before a frame is handed out, and before anything of it is decompressed. A frame
   * that is refused is kept, and so is what was read behind it, until {@link ForwardDecoder#resume}
   * asks again; meanwhile it is better not to read, as with {@link #onLargeFrame}, which is called
   * too.
   *
   * @param frame whose tag, chunk and size may be looked at, and not its events
   */
  default boolean mayTake(ForwardFrame frame) {
    return true;
  }

  /**
   * All that one read brought was handed out. What is cheaper to do once for many frames, such as
   * to count them, can be done here.
   */
  default void onReadEnd(ChannelHandlerContext ctx) {}

  /**
   * A frame is so large that it takes more than one turn of the event loop, or such a frame is done
   * with. Meanwhile what is read has to be kept, so that it is better not to read; and the
   * connection may end before its last frame was handed out.
   */
  default void onLargeFrame(boolean begins) {}

  /**
   * The bytes are not the forward protocol, and where the next frame would begin cannot be told.
   * Called once per connection at most; the decoder discards all that comes after, and leaves it to
   * the handler to close.
   *
   * @param offset in all the bytes of the connection
   * @param reason for people
   * @param events of the frame that were seen before, as far as that is known; none of them was
   *     handed out
   */
  void onMalformed(ChannelHandlerContext ctx, long offset, String reason, int events);

  /**
   * A frame of the handshake. Nothing happens unless this is overridden: without {@code <security>}
   * there is no handshake.
   */
  default void onHandshake(ChannelHandlerContext ctx, HandshakeMessage message) {}
}
