package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeMessage;
import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/** Reads handshake frames for the decoders. */
final class HandshakeFrames {
  private static final byte[] HELO = "HELO".getBytes(US_ASCII);
  private static final byte[] PING = "PING".getBytes(US_ASCII);
  private static final byte[] PONG = "PONG".getBytes(US_ASCII);

  private HandshakeFrames() {}

  static boolean isName(ByteBuf in, int at, int end) {
    return MessagePackHeader.isRaw(in, at, end, PING)
        || MessagePackHeader.isRaw(in, at, end, PONG)
        || MessagePackHeader.isRaw(in, at, end, HELO);
  }

  static HandshakeMessage decode(ByteBuf in, int start) throws MalformedFrameException {
    try {
      return HandshakeCodec.decode(in, start);
    } catch (IllegalArgumentException e) {
      throw new MalformedFrameException(start, e.getMessage());
    }
  }
}
