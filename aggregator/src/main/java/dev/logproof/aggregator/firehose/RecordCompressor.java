package dev.logproof.aggregator.firehose;

import java.nio.ByteBuffer;

/**
 * Compresses records, each into a complete stream of its own, so that an S3 object of several
 * records is valid. Confined to one delivery thread.
 */
public interface RecordCompressor extends AutoCloseable {
  /** Returns the most bytes that {@code bytes} bytes take, if they cannot be compressed. */
  int maxBytes(int bytes);

  /**
   * Compresses {@code [from, to)} of {@code source} into {@code target}; neither's position
   * changes.
   *
   * @param source off-heap
   * @param at index in {@code target}, which is off-heap and has room for {@link #maxBytes}
   * @return index after the last byte written
   */
  int compress(ByteBuffer source, int from, int to, ByteBuffer target, int at);

  @Override
  void close();
}
