package dev.logproof.forward.decode;

import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.channel.ChannelHandlerContext;

/** Receives a server's responses, on the channel's event loop. */
public interface AckHandler {
  /**
   * Called when the server acknowledges a chunk.
   *
   * @param rawChunk as the server encoded it, including the msgpack header
   */
  void onAck(ChannelHandlerContext ctx, byte[] rawChunk);

  /** Called for a HELO or PONG; does nothing by default. */
  default void onHandshake(ChannelHandlerContext ctx, HandshakeMessage message) {}

  /** Called at most once per connection, for invalid bytes; later input is discarded. */
  void onMalformed(ChannelHandlerContext ctx, long offset, String reason);
}
