package dev.logproof.aggregator.delivery;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Identifies a chunk at its receiver; the same for each attempt of one task. */
public record ChunkId(long high, long low) {
  /** Returns a new id. */
  static ChunkId next(RandomGenerator random) {
    return new ChunkId(random.nextLong(), random.nextLong());
  }

  /** Returns 32 hexadecimal digits, as {@code ${chunk_id}} in Fluentd. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
