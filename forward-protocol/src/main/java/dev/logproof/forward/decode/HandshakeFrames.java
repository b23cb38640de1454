package dev.logproof.forward.decode;

import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.buffer.ByteBuf;

/** Reads handshake frames for the decoders. Stateless. */
final class HandshakeFrames {
  private HandshakeFrames() {}

  static HandshakeMessage decode(ByteBuf in, int start) throws MalformedFrameException {
    try {
      return HandshakeCodec.decode(in, start);
    } catch (IllegalArgumentException e) {
      throw new MalformedFrameException(start, e.getMessage());
    }
  }
}
