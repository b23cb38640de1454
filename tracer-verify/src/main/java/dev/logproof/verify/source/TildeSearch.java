package dev.logproof.verify.source;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Finds a marker's first byte, eight bytes at a time, because it is rare in logs. Stateless. */
final class TildeSearch {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long TILDES = '~' * LOW_BITS;

  private TildeSearch() {}

  /** Returns the first tilde in {@code [from, to)}, or -1. */
  static int find(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      // A tilde becomes a zero byte; the lowest high bit that is set marks the first one (Mycroft).
      long word = (long) WORDS.get(bytes, at) ^ TILDES;
      long zeros = (word - LOW_BITS) & ~word & HIGH_BITS;
      if (zeros != 0) {
        return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '~') {
        return at;
      }
    }
    return -1;
  }
}
