package dev.logproof.forward.encode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Acknowledgements: {@code {"ack": chunk}}. Stateless; any thread. */
public final class AckEncoder {
  private static final byte[] PREFIX = {(byte) 0x81, (byte) 0xa3, 'a', 'c', 'k'};

  private AckEncoder() {}

  /**
   * The acknowledgement of a chunk, in a buffer that the caller releases.
   *
   * @param rawChunk the chunk id as the client encoded it, header included, so that the client gets
   *     back what it sent byte for byte
   */
  public static ByteBuf ack(ByteBufAllocator allocator, byte[] rawChunk) {
    return allocator
        .buffer(PREFIX.length + rawChunk.length)
        .writeBytes(PREFIX)
        .writeBytes(rawChunk);
  }
}
