package dev.logproof.verify.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lock-free set of sequence numbers, in pages allocated on demand. Thread-safe; concurrent reads
 * may miss the latest bits.
 */
final class SequenceBits {
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int PAGE_WORDS = 128;
  private static final long PAGE_BITS = (long) PAGE_WORDS * Long.SIZE;

  private final long limit;
  private final AtomicReferenceArray<long[]> pages;

  SequenceBits(long limit) {
    this.limit = limit;
    this.pages = new AtomicReferenceArray<>((int) ((limit + PAGE_BITS - 1) / PAGE_BITS));
  }

  boolean add(long number) {
    long bit = 1L << number;
    long before =
        (long) WORDS.getAndBitwiseOr(page((int) (number / PAGE_BITS)), wordOf(number), bit);
    return (before & bit) == 0;
  }

  private long[] page(int index) {
    long[] page = pages.get(index);
    if (page == null) {
      page = new long[PAGE_WORDS];
      long[] other = pages.compareAndExchange(index, null, page);
      page = other == null ? page : other;
    }
    return page;
  }

  private static int wordOf(long number) {
    return (int) (number / Long.SIZE % PAGE_WORDS);
  }

  private long word(long number) {
    long[] page = pages.get((int) (number / PAGE_BITS));
    return page == null ? 0 : (long) WORDS.getVolatile(page, wordOf(number));
  }

  long count() {
    return countBetween(0, limit);
  }

  /** Counts elements in {@code [from, to)}. */
  long countBetween(long from, long to) {
    long count = 0;
    for (long at = from; at < to; at = at / Long.SIZE * Long.SIZE + Long.SIZE) {
      long bits = word(at) & -1L << at;
      long inWord = to - at / Long.SIZE * Long.SIZE;
      count += Long.bitCount(inWord < Long.SIZE ? bits & ~(-1L << inWord) : bits);
    }
    return count;
  }

  /** Smallest element from {@code from} on; the limit if there is none. */
  long nextSet(long from) {
    return next(from, 0);
  }

  long nextClear(long from) {
    return next(from, -1L);
  }

  private long next(long from, long flip) {
    for (long at = from; at < limit; at = at / Long.SIZE * Long.SIZE + Long.SIZE) {
      long bits = (word(at) ^ flip) & -1L << at;
      if (bits != 0) {
        return Math.min(limit, at / Long.SIZE * Long.SIZE + Long.numberOfTrailingZeros(bits));
      }
    }
    return limit;
  }
}
