package dev.logproof.aggregator.transcode;

import java.util.Arrays;

/**
 * Notices that a map may have a key twice, while the map is written. A length that no key before
 * had costs a look at 64 bits; otherwise the key is compared with those of its length. Says "may"
 * also for maps of more than {@value #MAX_KEYS} keys, and for keys whose JSON is not their bytes;
 * then {@link UniqueMembers} finds out. Confined to one event loop.
 */
final class KeyFilter {
  /** To look through so many lengths costs less than a table. */
  static final int MAX_KEYS = 64;

  private static final int FIRST_DEPTH = 8;

  /** Where each key of the open maps begins and, in the lower half, ends. */
  private long[] keys = new long[MAX_KEYS];

  /** Of the maps around the innermost; that one is in fields. */
  private long[] outerLengths = new long[FIRST_DEPTH];

  private int[] outerBase = new int[FIRST_DEPTH];
  private int depth;
  private long lengths;
  private int base;
  private int top;
  private boolean mayRepeat;

  /** Forgets all. */
  void clear() {
    depth = 0;
    lengths = 0;
    base = 0;
    top = 0;
    mayRepeat = false;
  }

  /** True when a key may have come twice in one map. */
  boolean mayRepeat() {
    return mayRepeat;
  }

  /** A key came that is not looked at. */
  void unknownKey() {
    mayRepeat = true;
  }

  /** A map of so many pairs begins. */
  void open(long pairs) {
    if (pairs > MAX_KEYS) {
      mayRepeat = true;
    }
    if (depth == outerBase.length) {
      outerLengths = Arrays.copyOf(outerLengths, 2 * depth);
      outerBase = Arrays.copyOf(outerBase, 2 * depth);
    }
    outerLengths[depth] = lengths;
    outerBase[depth++] = base;
    lengths = 0;
    base = top;
  }

  /** The innermost map ends. */
  void close() {
    top = base;
    lengths = outerLengths[--depth];
    base = outerBase[depth];
  }

  /**
   * A key of the innermost map came.
   *
   * @param in holds its text in {@code [from, to)}
   * @param jsonBytes length of its JSON without quotes
   */
  void key(byte[] in, int from, int to, int jsonBytes) {
    if (jsonBytes != to - from) {
      mayRepeat = true;
    }
    if (mayRepeat) {
      return;
    }
    long bit = 1L << jsonBytes;
    if ((lengths & bit) != 0) {
      mayRepeat = mayBeBefore(in, from, to);
    }
    lengths |= bit;
    if (top == keys.length) {
      keys = Arrays.copyOf(keys, 2 * top);
    }
    keys[top++] = (long) from << Integer.SIZE | to;
  }

  private boolean mayBeBefore(byte[] in, int from, int to) {
    for (int i = base; i < top; i++) {
      int key = (int) (keys[i] >>> Integer.SIZE);
      int end = (int) keys[i];
      if (end - key == to - from && mayBeSame(in, key, end, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Malformed text of equal length becomes the same replacement, whatever its bytes are. */
  private static boolean mayBeSame(byte[] in, int key, int keyEnd, int from, int to) {
    return Arrays.equals(in, key, keyEnd, in, from, to)
        || !Utf8.isWellFormed(in, key, keyEnd)
        || !Utf8.isWellFormed(in, from, to);
  }
}
