package dev.logproof.aggregator.transcode;

import java.util.Arrays;

/**
 * The arrays and maps that are being written, innermost on top: a stack of our own, so that depth
 * is limited by memory set aside for it and not by the thread's stack. Confined to one event loop.
 */
final class OpenContainers {
  static final int MAX_DEPTH = 1 << 16;

  private static final int FIRST_CAPACITY = 32;

  /** Of the containers around the innermost; that one is in fields, as most have none around. */
  private long[] outerLeft = new long[FIRST_CAPACITY];

  private boolean[] outerMap = new boolean[FIRST_CAPACITY];
  private long left;
  private boolean map;
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
    if (depth == outerLeft.length) {
      outerLeft = Arrays.copyOf(outerLeft, depth * 2);
      outerMap = Arrays.copyOf(outerMap, depth * 2);
    }
    outerLeft[depth] = left;
    outerMap[depth++] = map;
    left = values;
    map = isMap;
  }

  /** Closes the innermost container. */
  void pop() {
    left = outerLeft[--depth];
    map = outerMap[depth];
  }

  /** True when the innermost container is a map. */
  boolean inMap() {
    return map;
  }

  /** True when all values of the innermost container were taken. */
  boolean isComplete() {
    return left == 0;
  }

  /** Takes so many values: an element, or a key and its value. */
  void take(int values) {
    left -= values;
  }
}
