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

  /** Of all maps that are open. */
  private static final int MAX_OPEN_KEYS = 512;

  private static final int FIRST_DEPTH = 8;

  /** Where each key of the open maps begins and, in the lower half, ends. */
  private final long[] keys = new long[MAX_OPEN_KEYS];

  /** Of the maps around the innermost; that one is in a field. */
  private int[] outerBase = new int[FIRST_DEPTH];

  private int depth;
  private int base;
  private int top;
  private int growth;
  private boolean mayRepeat;

  /** Forgets all. */
  void clear() {
    depth = 0;
    base = 0;
    top = 0;
    growth = 0;
    mayRepeat = false;
  }

  /** True when a key may have come twice in one map. */
  boolean mayRepeat() {
    return mayRepeat || growth != 0;
  }

  /** A key came that is not looked at. */
  void unknownKey() {
    mayRepeat = true;
  }

  /** A map begins. */
  void open() {
    if (depth == outerBase.length) {
      outerBase = Arrays.copyOf(outerBase, 2 * depth);
    }
    outerBase[depth++] = base;
    base = top;
  }

  /**
   * A key of the innermost map came.
   *
   * @param from where its text begins
   * @param to where it ends
   * @param jsonBytes length of its JSON without quotes
   */
  void key(int from, int to, int jsonBytes) {
    growth |= jsonBytes - (to - from);
    if (top == keys.length) {
      mayRepeat = true;
      return;
    }
    keys[top++] = (long) from << Integer.SIZE | to;
  }

  /**
   * The innermost map ends.
   *
   * @param in holds the text of its keys
   */
  void close(byte[] in) {
    if (top - base > MAX_KEYS) {
      mayRepeat = true;
    } else {
      lookAtKeys(in);
    }
    top = base;
    base = outerBase[--depth];
  }

  private void lookAtKeys(byte[] in) {
    long lengths = 0;
    for (int i = base; i < top; i++) {
      int from = (int) (keys[i] >>> Integer.SIZE);
      int to = (int) keys[i];
      long bit = 1L << (to - from);
      if ((lengths & bit) != 0) {
        mayRepeat |= mayBeBefore(in, i, from, to);
      }
      lengths |= bit;
    }
  }

  private boolean mayBeBefore(byte[] in, int count, int from, int to) {
    for (int i = base; i < count; i++) {
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
