package dev.logproof.aggregator.transcode;

/**
 * Finds the bytes of a string that JSON takes as they are: ASCII but quote, backslash and controls.
 * Eight bytes at a time, because nearly all bytes of a log are such. Stateless; any thread.
 */
final class PlainRun {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int LAST_CONTROL = 0x1f;

  private PlainRun() {}

  /**
   * Zero when all eight bytes are plain; else the lowest bit set is the high bit of the first that
   * is not. A borrow can set bits above that byte only, and what a byte from 0x80 on makes of the
   * differences does not matter, as it is marked by itself.
   */
  static long marks(long word) {
    // The one bit that is changed puts the quote next to the controls, in front of all else.
    long controlOrQuote = (word ^ (ONES * ('"' ^ LAST_CONTROL + 1))) - ONES * (LAST_CONTROL + 2);
    long backslash = (word ^ (ONES * '\\')) - ONES;
    return (word | controlOrQuote | backslash) & HIGH_BITS;
  }

  /** The same, where only the first {@code left} bytes, fewer than eight, count. */
  static long marks(long word, int left) {
    return marks(word) | HIGH_BITS << (left * Byte.SIZE);
  }

  /** How many bytes lie before the first mark. */
  static int length(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
