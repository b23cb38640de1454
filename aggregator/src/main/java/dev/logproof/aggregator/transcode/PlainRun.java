package dev.logproof.aggregator.transcode;

/**
 * Finds bytes that JSON strings contain unescaped: ASCII except quote, backslash and control
 * characters. Checks eight bytes at a time.
 */
public final class PlainRun {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int LAST_CONTROL = 0x1f;

  private PlainRun() {}

  /**
   * Returns zero if all eight bytes are plain; otherwise the lowest bit set is the high bit of the
   * first byte that is not. A borrow sets only bits above that byte. Bytes from 0x80 on are marked
   * by their own high bit.
   */
  static long marks(long word) {
    return (word | special(word)) & HIGH_BITS;
  }

  /** Marks as {@link #marks(long)} does, but for bytes from 0x80 on. */
  public static long specialMarks(long word) {
    return special(word) & ~word & HIGH_BITS;
  }

  private static long special(long word) {
    // Flipping one bit places the quote next to the control characters, below all others.
    long controlOrQuote = (word ^ (ONES * ('"' ^ LAST_CONTROL + 1))) - ONES * (LAST_CONTROL + 2);
    long backslash = (word ^ (ONES * '\\')) - ONES;
    return controlOrQuote | backslash;
  }

  /** Marks only the first {@code left} bytes, fewer than eight. */
  static long marks(long word, int left) {
    return marks(word) | HIGH_BITS << (left * Byte.SIZE);
  }

  /** Returns the number of bytes before the first mark. */
  public static int length(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
