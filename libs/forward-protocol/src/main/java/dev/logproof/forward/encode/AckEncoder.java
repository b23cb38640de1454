package dev.logproof.forward.encode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Acknowledgements, {@code {"ack": chunk}}, in the encoding in which the client sent the chunk.
 * Stateless; any thread.
 */
public final class AckEncoder {
  private static final byte[] PREFIX = {(byte) 0x81, (byte) 0xa3, 'a', 'c', 'k'};

  private static final byte[] JSON_PREFIX = "{\"ack\":".getBytes(US_ASCII);

  /** Stands before a chunk id that is JSON text; no MessagePack value begins so. */
  public static final byte JSON_MARK = (byte) 0xc1;

  private AckEncoder() {}

  /**
   * The acknowledgement of a chunk, in a buffer that the caller releases.
   *
   * @param rawChunk the chunk id as the client encoded it, header included, so that the client gets
   *     back what it sent byte for byte; JSON text stands behind {@link #JSON_MARK}
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
