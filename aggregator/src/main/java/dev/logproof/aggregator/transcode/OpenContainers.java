package dev.logproof.aggregator.transcode;

import java.util.Arrays;

/**
 * The arrays and maps that are being written, innermost on top: a stack of our own, so that depth
 * is limited by memory set aside for it and not by the thread's stack. Confined to one event loop.
 */
final class OpenContainers {
  static final int MAX_DEPTH = 1 << 16;

  private static final int FIRST_CAPACITY = 32;

  private long[] left = new long[FIRST_CAPACITY];
  private boolean[] map = new boolean[FIRST_CAPACITY];
  private int depth;

  /** Forgets all. */
  void clear() {
    depth = 0;
  }

  boolean isEmpty() {
    return depth == 0;
  }

  /**
   * Opens a container of so many values; a pair counts as two.
   *
   * @throws IllegalArgumentException when more than {@value #MAX_DEPTH} are open
   */
  void push(boolean isMap, long values) {
    if (depth == MAX_DEPTH) {
      throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " deep");
    }
    if (depth == left.length) {
      left = Arrays.copyOf(left, depth * 2);
      map = Arrays.copyOf(map, depth * 2);
    }
    left[depth] = values;
    map[depth++] = isMap;
  }

  /** Closes the innermost container. */
  void pop() {
    depth--;
  }

  /** True when the innermost container is a map. */
  boolean inMap() {
    return map[depth - 1];
  }

  /** True when all values of the innermost container were taken. */
  boolean isComplete() {
    return left[depth - 1] == 0;
  }

  /** True when the next value is the key of a pair. */
  boolean atKey() {
    return map[depth - 1] && (left[depth - 1] & 1) == 0;
  }

  /** Takes one value. */
  void take() {
    left[depth - 1]--;
  }
}
