package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/** Turns a msgpack map into compact JSON. Holds scratch space: confined to one event loop. */
public final class RecordTranscoder {
  /** Makes a transcoder of its own for one event loop. */
  public RecordTranscoder() {}

  /**
   * Appends the value at {@code offset} to {@code out} as JSON, without line end. Neither index of
   * {@code in} moves; {@code out} grows as its allocator allows, and is left as it was on failure.
   *
   * @return bytes written
   * @throws IndexOutOfBoundsException when the value does not end within {@code length}
   * @throws IllegalArgumentException when it is not exactly one msgpack value
   */
  public int transcode(ByteBuf in, int offset, int length, ByteBuf out) {
    throw new UnsupportedOperationException();
  }

  /**
   * Appends the value of one top-level field: strings and binary as their bytes, unescaped; nil as
   * nothing; anything else as JSON.
   *
   * @return bytes written; -1 when the field is absent
   */
  public int extractField(ByteBuf in, int offset, int length, byte[] key, ByteBuf out) {
    throw new UnsupportedOperationException();
  }
}
