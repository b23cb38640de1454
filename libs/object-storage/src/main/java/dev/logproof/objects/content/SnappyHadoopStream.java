package dev.logproof.objects.content;

import java.io.IOException;

/**
 * Hadoop's Snappy framing: a block's uncompressed length, then length-prefixed chunks. Without
 * magic bytes, consistent lengths identify it.
 */
final class SnappyHadoopStream extends BlockStream {
  private static final String NAME = "a Hadoop Snappy stream";
  private static final int LENGTHS_BYTES = 2 * Integer.BYTES;

  /** Largest size of a block's uncompressed length. */
  private static final int MAX_NUMBER_BYTES = 5;

  private int left;

  SnappyHadoopStream(ByteFeed feed) {
    super(feed);
  }

  static boolean isBlock(byte[] bytes, int from, int to) {
    if (to - from <= LENGTHS_BYTES) {
      return false;
    }
    long whole = bigEndian(bytes, from);
    long chunk = bigEndian(bytes, from + Integer.BYTES);
    return whole > 0
        && whole <= MAX_BLOCK_BYTES
        && chunk > 0
        && chunk <= 32 + whole + whole / 6
        && uncompressedLength(bytes, from + LENGTHS_BYTES, to) <= whole;
  }

  /** Returns {@code Long.MAX_VALUE} if it is not valid. */
  private static long uncompressedLength(byte[] bytes, int from, int to) {
    long length = 0;
    for (int i = 0; i < MAX_NUMBER_BYTES && from + i < to; i++) {
      length |= (bytes[from + i] & 0x7fL) << (7 * i);
      if (bytes[from + i] >= 0) {
        return length == 0 ? Long.MAX_VALUE : length;
      }
    }
    return Long.MAX_VALUE;
  }

  @Override
  boolean next() throws IOException {
    if (left == 0) {
      int there = feed.ensure(LENGTHS_BYTES + MAX_NUMBER_BYTES);
      if (!isBlock(feed.buffer(), feed.start(), feed.end())) {
        if (there > 0 && feed.buffer()[feed.start()] == 0) {
          throw new UnreadableContentException(NAME + " is cut or damaged");
        }
        return false;
      }
      left = bigEndian(feed.exactly(Integer.BYTES, NAME), 0);
    }
    int length = bigEndian(feed.exactly(Integer.BYTES, NAME), 0);
    if (length <= 0 || length > MAX_BLOCK_BYTES) {
      throw new UnreadableContentException(NAME + " is damaged: a chunk of " + length + " bytes");
    }
    uncompress(feed.exactly(length, NAME), 0);
    left -= blockEnd() - blockStart();
    if (left < 0) {
      throw new UnreadableContentException(NAME + " is damaged: a block is longer than stated");
    }
    return true;
  }
}
