package dev.logproof.forward.encode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Acknowledgements: {@code {"ack": chunk}}. Stateless; any thread. */
public final class AckEncoder {
  private static final byte[] PREFIX = {(byte) 0x81, (byte) 0xa3, 'a', 'c', 'k'};

  private AckEncoder() {}

  /**
   * The acknowledgement of a chunk.
   *
   * @param rawChunk the chunk id as the client encoded it, header included
   */
  public static ByteBuf ack(ByteBufAllocator allocator, byte[] rawChunk) {
    return allocator
        .buffer(PREFIX.length + rawChunk.length)
        .writeBytes(PREFIX)
        .writeBytes(rawChunk);
  }

  /** A chunk id as a msgpack string of at most 31 bytes; for clients. */
  public static byte[] shortChunk(String chunk) {
    byte[] text = chunk.getBytes(ISO_8859_1);
    if (text.length > 31) {
      throw new IllegalArgumentException("chunk id of " + text.length + " bytes, at most 31");
    }
    byte[] raw = new byte[text.length + 1];
    raw[0] = (byte) (0xa0 | text.length);
    System.arraycopy(text, 0, raw, 1, text.length);
    return raw;
  }
}
