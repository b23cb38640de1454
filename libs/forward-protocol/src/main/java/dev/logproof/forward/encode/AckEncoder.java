package dev.logproof.forward.encode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Encodes acknowledgements, {@code {"ack": chunk}}, in the client's encoding. Stateless. */
public final class AckEncoder {
  private static final byte[] PREFIX = {(byte) 0x81, (byte) 0xa3, 'a', 'c', 'k'};

  private static final byte[] JSON_PREFIX = "{\"ack\":".getBytes(US_ASCII);

  /** Precedes a JSON chunk id; no MessagePack value starts with this byte. */
  public static final byte JSON_MARK = (byte) 0xc1;

  private AckEncoder() {}

  /**
   * Returns the acknowledgement in a buffer that the caller releases.
   *
   * @param rawChunk encoded id including its header, echoed byte for byte; JSON text follows {@link
   *     #JSON_MARK}
   */
  public static ByteBuf ack(ByteBufAllocator allocator, byte[] rawChunk) {
    if (rawChunk[0] == JSON_MARK) {
      return allocator
          .buffer(JSON_PREFIX.length + rawChunk.length)
          .writeBytes(JSON_PREFIX)
          .writeBytes(rawChunk, 1, rawChunk.length - 1)
          .writeByte('}');
    }
    return allocator
        .buffer(PREFIX.length + rawChunk.length)
        .writeBytes(PREFIX)
        .writeBytes(rawChunk);
  }
}
