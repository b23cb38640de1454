package dev.logproof.forward.decode;

import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.channel.ChannelHandlerContext;

/** Takes what a server answers. Called on the channel's event loop. */
public interface AckHandler {
  /**
   * A chunk was kept.
   *
   * @param rawChunk its id as the server encoded it, msgpack header included
   */
  void onAck(ChannelHandlerContext ctx, byte[] rawChunk);

  /** HELO or PONG, from a server that asks for a handshake. Nothing happens by default. */
  default void onHandshake(ChannelHandlerContext ctx, HandshakeMessage message) {}

  /**
   * The bytes are no answer of a forward server. Called once a connection at most; what comes after
   * is discarded.
   */
  void onMalformed(ChannelHandlerContext ctx, long offset, String reason);
}
