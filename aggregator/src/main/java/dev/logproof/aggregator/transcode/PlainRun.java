package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/**
 * Finds the bytes of a string that JSON takes as they are: ASCII but quote, backslash and controls.
 * Eight bytes at a time, because nearly all bytes of a log are such. Stateless; any thread.
 */
final class PlainRun {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private PlainRun() {}

  /** The index of the first byte of {@code [from, end)} that is not plain; {@code end} if none. */
  static int end(ByteBuf in, int from, int end) {
    int at = from;
    while (end - at >= Long.BYTES) {
      long marks = marks(in.getLongLE(at));
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < end && isPlain(in.getByte(at))) {
      at++;
    }
    return at;
  }

  /**
   * A high bit for each byte that is not plain. A borrow can set bits above the first such byte
   * only, so the lowest bit is exact.
   */
  private static long marks(long word) {
    long controls = (word - ONES * 0x20) & ~word;
    return (word | controls | zeros(word ^ (ONES * '"')) | zeros(word ^ (ONES * '\\'))) & HIGH_BITS;
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }

  private static boolean isPlain(byte value) {
    return value >= 0x20 && value != '"' && value != '\\';
  }
}
