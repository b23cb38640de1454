package dev.logproof.loadgen.payload;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The chunk ids of one source: 16 bytes of seed, source and number in base64, unique in a run and
 * the same whenever the run is made again. Confined to one source's thread.
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

  /** The next id. */
  byte[] next() {
    ByteBuffer id = ByteBuffer.allocate(ID_BYTES).putLong(seed).putInt(source).putInt(number++);
    return Base64.getEncoder().encode(id.array());
  }

  /** Appends an id as msgpack str. */
  static void put(ByteBuffer out, byte[] chunk) {
    out.put((byte) (FIX_STR | chunk.length)).put(chunk);
  }
}
