package dev.logproof.aggregator.transcode;

import java.util.Arrays;

/**
 * Stack of the arrays and maps being written. Limits the depth by its own memory instead of the
 * thread's stack. Confined to one event loop.
 */
final class OpenContainers {
  static final int MAX_DEPTH = 1 << 16;

  private static final int FIRST_CAPACITY = 32;

  /** The innermost container is in fields, as it is usually alone. */
  private long[] outerLeft = new long[FIRST_CAPACITY];

  private boolean[] outerMap = new boolean[FIRST_CAPACITY];
  private long left;
  private boolean map;
  private int depth;

  void clear() {
    depth = 0;
  }

  boolean isEmpty() {
    return depth == 0;
  }

  /** A pair counts as two values. */
  void push(boolean isMap, long values) {
    if (depth == MAX_DEPTH) {
      throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " deep");
    }
    if (depth == outerLeft.length) {
      outerLeft = Arrays.copyOf(outerLeft, depth * 2);
      outerMap = Arrays.copyOf(outerMap, depth * 2);
    }
    outerLeft[depth] = left;
    outerMap[depth++] = map;
    left = values;
    map = isMap;
  }

  void pop() {
    left = outerLeft[--depth];
    map = outerMap[depth];
  }

  boolean inMap() {
    return map;
  }

  boolean isComplete() {
    return left == 0;
  }

  void take(int values) {
    left -= values;
  }
}
