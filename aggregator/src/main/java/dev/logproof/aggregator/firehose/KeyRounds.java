package dev.logproof.aggregator.firehose;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Arranges records so that requests of distinct keys are long: the first record of every key, then
 * the second of each, and so on. Within a key, the order stays. Confined to one delivery thread.
 */
final class KeyRounds {
  /** Key of records that have no order. */
  static final int NO_KEY = -1;

  private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
  private int[] keyOf = new int[0];
  private int[] roundOf = new int[0];
  private int[] seen = new int[0];
  private int rounds;

  void begin(int records) {
    numbers.clear();
    rounds = 1;
    keyOf = new int[records];
    roundOf = new int[records];
    seen = new int[records];
  }

  /** Adds the next record; {@code key} is empty if it has no order. */
  void add(int record, ByteBuffer key) {
    if (!key.hasRemaining()) {
      keyOf[record] = NO_KEY;
      return;
    }
    int number = numbers.computeIfAbsent(key, any -> numbers.size());
    keyOf[record] = number;
    roundOf[record] = seen[number]++;
    rounds = Math.max(rounds, seen[number]);
  }

  /** Returns the records in their new order. */
  int[] order() {
    int[] starts = new int[rounds + 1];
    Arrays.stream(roundOf).forEach(round -> starts[round + 1]++);
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] order = new int[roundOf.length];
    for (int record = 0; record < roundOf.length; record++) {
      order[starts[roundOf[record]]++] = record;
    }
    return order;
  }

  /** Returns the number of the key of a record, as it was added. */
  int key(int record) {
    return keyOf[record];
  }
}
