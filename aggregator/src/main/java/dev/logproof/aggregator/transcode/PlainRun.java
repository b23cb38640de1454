package dev.logproof.aggregator.transcode;

/**
 * Finds the bytes of a string that JSON takes as they are: ASCII but quote, backslash and controls.
 * Eight bytes at a time, because nearly all bytes of a log are such. Stateless; any thread.
 */
final class PlainRun {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private PlainRun() {}

  /**
   * Zero when all eight bytes are plain; else the lowest bit set is the high bit of the first that
   * is not. A borrow can set bits above that byte only.
   */
  static long marks(long word) {
    long controls = (word - ONES * 0x20) & ~word;
    return (word | controls | zeros(word ^ (ONES * '"')) | zeros(word ^ (ONES * '\\'))) & HIGH_BITS;
  }

  /** The same, where only the first {@code left} bytes, fewer than eight, count. */
  static long marks(long word, int left) {
    return marks(word) | HIGH_BITS << (left * Byte.SIZE);
  }

  /** How many bytes lie before the first mark. */
  static int length(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }
}
