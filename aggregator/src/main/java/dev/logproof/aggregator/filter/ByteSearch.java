package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.transcode.Words;
import java.util.Arrays;

/**
 * Searches bytes in an array. Looks for the first and the last byte at eight places at once, since
 * both together are rare. Immutable; callers do not change the bytes.
 */
final class ByteSearch {
  static final int NOT_FOUND = -1;

  private final byte[] wanted;
  private final long firsts;
  private final long lasts;

  ByteSearch(byte[] wanted) {
    this.wanted = wanted;
    this.firsts = wanted.length == 0 ? 0 : Words.ONES * (wanted[0] & 0xff);
    this.lasts = wanted.length == 0 ? 0 : Words.ONES * (wanted[wanted.length - 1] & 0xff);
  }

  /** Returns the start of the first occurrence within the range, or {@link #NOT_FOUND}. */
  int find(byte[] in, int from, int end) {
    if (wanted.length == 0) {
      return from;
    }
    int span = wanted.length - 1;
    int stop = end - span;
    int stopOfWords = Math.min(stop, in.length - span - Long.BYTES + 1);
    int at = from;
    while (at < stopOfWords) {
      long firstMarks = zeros(Words.longLe(in, at) ^ firsts);
      long marks = firstMarks & zeros(Words.longLe(in, at + span) ^ lasts);
      while (marks != 0) {
        int start = at + (Long.numberOfTrailingZeros(marks) >>> 3);
        if (start < stop && isAt(in, start)) {
          return start;
        }
        marks &= marks - 1;
      }
      at += Long.BYTES;
    }
    while (at < stop) {
      if (isAt(in, at)) {
        return at;
      }
      at++;
    }
    return NOT_FOUND;
  }

  /** Marks every zero byte, and bytes above one that are no zero. */
  private static long zeros(long word) {
    return (word - Words.ONES) & ~word & Words.HIGH_BITS;
  }

  private boolean isAt(byte[] in, int start) {
    return Arrays.equals(in, start, start + wanted.length, wanted, 0, wanted.length);
  }
}
