package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;

/**
 * Polynomial hash modulo 2^61 - 1 at a random point per process, so that clients cannot prepare
 * collisions. Two texts of n bytes collide with a probability below n / 2^61.
 */
final class SecretHash {
  private static final long PRIME = (1L << 61) - 1;
  private static final int WORD_BYTES = 7;
  private static final long POINT = new SecureRandom().nextLong() >>> 3;

  private SecretHash() {}

  static long of(ByteBuf text) {
    int end = text.writerIndex();
    long hash = text.readableBytes();
    for (int at = text.readerIndex(); at < end; at += WORD_BYTES) {
      hash = times(hash, POINT) + word(text, at, Math.min(end, at + WORD_BYTES));
    }
    return times(hash, POINT);
  }

  private static long word(ByteBuf text, int from, int to) {
    long word = 0;
    for (int at = from; at < to; at++) {
      word = word << Byte.SIZE | text.getUnsignedByte(at);
    }
    return word;
  }

  /** Multiplies numbers below 2^62 modulo the prime. */
  private static long times(long one, long other) {
    long high = Math.multiplyHigh(one, other);
    long low = one * other;
    long sum = (low & PRIME) + (low >>> 61 | high << 3);
    return sum >= PRIME ? sum - PRIME : sum;
  }
}
