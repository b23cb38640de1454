package dev.logproof.aggregator.transcode;

import java.util.Arrays;

/**
 * Detects maps that may contain a key twice, while they are written. Each key sets one of 64 bits;
 * a key whose bit is already set is compared with the earlier keys of its map. {@link
 * UniqueMembers} disproves false reports, for large maps and for keys whose JSON differs from their
 * bytes. Confined to one event loop.
 */
final class KeyFilter {
  /** Above this, a hash table is cheaper than comparisons. */
  static final int MAX_KEYS = 64;

  /** Limit for all open maps together. */
  private static final int MAX_OPEN_KEYS = 512;

  private static final int FIRST_DEPTH = 8;

  /** 2^64 divided by the golden ratio: odd, with well mixed bits. */
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private static final int BIT_SHIFT = Long.SIZE - 6;

  /** Start (upper half) and end (lower half) of each key. */
  private final long[] keys = new long[MAX_OPEN_KEYS];

  private int[] outerBase = new int[FIRST_DEPTH];

  private long[] outerBits = new long[FIRST_DEPTH];

  private int depth;
  private int base;
  private int top;
  private long bits;
  private int growth;
  private boolean mayRepeat;

  void clear() {
    depth = 0;
    base = 0;
    top = 0;
    bits = 0;
    growth = 0;
    mayRepeat = false;
  }

  boolean mayRepeat() {
    return mayRepeat || growth != 0;
  }

  /** Adds a key not comparable by its bytes. */
  void unknownKey() {
    mayRepeat = true;
  }

  void open() {
    if (depth == outerBase.length) {
      outerBase = Arrays.copyOf(outerBase, 2 * depth);
      outerBits = Arrays.copyOf(outerBits, 2 * depth);
    }
    outerBase[depth] = base;
    outerBits[depth++] = bits;
    base = top;
    bits = 0;
  }

  void close() {
    top = base;
    base = outerBase[--depth];
    bits = outerBits[depth];
  }

  /**
   * Adds a key, followed by {@link Words#SLACK_BYTES}, to the innermost map.
   *
   * @param jsonBytes length of its JSON without quotes
   */
  void key(byte[] in, int from, int to, int jsonBytes) {
    int length = to - from;
    growth |= jsonBytes - length;
    long bit = 1L << bitOf(Words.longLe(in, from), length);
    if ((bits & bit) != 0) {
      mayRepeat = mayRepeat || mayBeEarlier(in, from, to);
    }
    bits |= bit;
    if (top - base == MAX_KEYS || top == keys.length) {
      mayRepeat = true;
      return;
    }
    keys[top++] = (long) from << Integer.SIZE | to;
  }

  /**
   * Keys with equal JSON get the same bit, provided that none grew. Non-ASCII text counts only by
   * its length, since all malformed text becomes the same replacement.
   */
  private static int bitOf(long word, int length) {
    long text = length >= Long.BYTES ? word : word & ~(-1L << (Byte.SIZE * length));
    long ascii = (text & Words.HIGH_BITS) == 0 ? text : 0;
    return (int) (((ascii ^ length) * MULTIPLIER) >>> BIT_SHIFT);
  }

  private boolean mayBeEarlier(byte[] in, int from, int to) {
    for (int i = base; i < top; i++) {
      int key = (int) (keys[i] >>> Integer.SIZE);
      int end = (int) keys[i];
      if (end - key == to - from && mayBeSame(in, key, end, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Malformed text of equal length becomes the same replacement. */
  private static boolean mayBeSame(byte[] in, int key, int keyEnd, int from, int to) {
    return Arrays.equals(in, key, keyEnd, in, from, to)
        || !Utf8.isWellFormed(in, key, keyEnd)
        || !Utf8.isWellFormed(in, from, to);
  }
}
