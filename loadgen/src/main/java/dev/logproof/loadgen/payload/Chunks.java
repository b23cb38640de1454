package dev.logproof.loadgen.payload;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Chunk ids of one source: seed, source and number in base64. Unique within a run and reproducible.
 * Confined to one source's thread.
 */
final class Chunks {
  static final int TEXT_BYTES = 24;
  static final byte[] NONE = {};

  private static final int FIX_STR = 0xa0;
  private static final int ID_BYTES = 16;

  private final long seed;
  private final int source;
  private int number;

  Chunks(long seed, int source) {
    this.seed = seed;
    this.source = source;
  }

  byte[] next() {
    ByteBuffer id = ByteBuffer.allocate(ID_BYTES).putLong(seed).putInt(source).putInt(number++);
    return Base64.getEncoder().encode(id.array());
  }

  static void put(ByteBuffer out, byte[] chunk) {
    out.put((byte) (FIX_STR | chunk.length)).put(chunk);
  }
}
