package dev.logproof.aggregator.transcode;

/**
 * Finds bytes that JSON strings contain unescaped: ASCII except quote, backslash and control
 * characters. Checks eight bytes at a time.
 */
public final class PlainRun {
  private static final int LAST_CONTROL = 0x1f;

  private PlainRun() {}

  /**
   * Returns zero if all eight bytes are plain; otherwise the lowest bit set is the high bit of the
   * first byte that is not. A borrow sets only bits above that byte. Bytes from 0x80 on are marked
   * by their own high bit.
   */
  static long marks(long word) {
    return (word | special(word)) & Words.HIGH_BITS;
  }

  /** Marks as {@link #marks(long)} does, but for bytes from 0x80 on. */
  public static long specialMarks(long word) {
    return special(word) & ~word & Words.HIGH_BITS;
  }

  private static long special(long word) {
    // Flipping one bit places the quote next to the control characters, below all others.
    long controlOrQuote =
        (word ^ (Words.ONES * ('"' ^ LAST_CONTROL + 1))) - Words.ONES * (LAST_CONTROL + 2);
    long backslash = (word ^ (Words.ONES * '\\')) - Words.ONES;
    return controlOrQuote | backslash;
  }

  /** Marks only the first {@code left} bytes, fewer than eight. */
  static long marks(long word, int left) {
    return marks(word) | Words.HIGH_BITS << (left * Byte.SIZE);
  }

  /** Returns the number of bytes before the first mark. */
  public static int length(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
