package dev.logproof.forward.decode;

import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.channel.ChannelHandlerContext;

/** Receives the responses of a server. Called on the channel's event loop. */
public interface AckHandler {
  /**
   * Called when the server acknowledges a chunk.
   *
   * @param rawChunk the chunk id as the server encoded it, including the msgpack header
   */
  void onAck(ChannelHandlerContext ctx, byte[] rawChunk);

  /**
   * Called for a HELO or PONG, from a server that requires a handshake. Does nothing by default.
   */
  default void onHandshake(ChannelHandlerContext ctx, HandshakeMessage message) {}

  /**
   * Called at most once per connection, when the bytes are no response of a forward server. Later
   * input is discarded.
   */
  void onMalformed(ChannelHandlerContext ctx, long offset, String reason);
}
