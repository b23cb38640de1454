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

  private final boolean requested;
  private final long seed;
  private final int source;
  private int number;

  private Chunks(boolean requested, long seed, int source) {
    this.requested = requested;
    this.seed = seed;
    this.source = source;
  }

  static Chunks of(long seed, int source) {
    return new Chunks(true, seed, source);
  }

  /** Requests no acknowledgements: every id is {@link #NONE}. */
  static Chunks none() {
    return new Chunks(false, 0, 0);
  }

  boolean areRequested() {
    return requested;
  }

  byte[] next() {
    if (!requested) {
      return NONE;
    }
    ByteBuffer id = ByteBuffer.allocate(ID_BYTES).putLong(seed).putInt(source).putInt(number++);
    return Base64.getEncoder().encode(id.array());
  }

  static void put(ByteBuffer out, byte[] chunk) {
    out.put((byte) (FIX_STR | chunk.length)).put(chunk);
  }
}
