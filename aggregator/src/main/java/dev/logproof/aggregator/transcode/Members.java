package dev.logproof.aggregator.transcode;

import java.util.Arrays;

/**
 * The members of the maps that are being copied, those of the innermost on top: where each lies,
 * and the hash of its key. Finds members of one key by a table, in linear time. Confined to one
 * event loop.
 */
final class Members {
  /** More have no room in any Firehose record, where each takes five bytes at least. */
  static final int MAX_MEMBERS = 256 * 1024;

  private static final int FIRST_CAPACITY = 128;
  private static final int FREE = -1;

  private long[] hashes = new long[FIRST_CAPACITY];
  private int[] keys = new int[FIRST_CAPACITY];
  private int[] values = new int[FIRST_CAPACITY];
  private int[] ends = new int[FIRST_CAPACITY];
  private int[] lasts = new int[FIRST_CAPACITY];
  private int[] table = {};
  private int count;

  /** Tells whether two members have one key; asked when their hashes agree. */
  interface SameKey {
    boolean test(int one, int other);
  }

  /** How many there are, of all maps that are open. */
  int count() {
    return count;
  }

  /** Forgets those from {@code base} on. */
  void truncate(int base) {
    count = base;
  }

  /**
   * Adds one.
   *
   * @throws IllegalArgumentException when there are more than {@value #MAX_MEMBERS}
   */
  void add(long hash, int key, int value, int end) {
    if (count == MAX_MEMBERS) {
      throw new IllegalArgumentException("maps of more than " + MAX_MEMBERS + " members");
    }
    if (count == keys.length) {
      hashes = Arrays.copyOf(hashes, 2 * count);
      keys = Arrays.copyOf(keys, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      lasts = Arrays.copyOf(lasts, 2 * count);
    }
    hashes[count] = hash;
    keys[count] = key;
    values[count] = value;
    ends[count++] = end;
  }

  /** Where the key of a member begins. */
  int key(int member) {
    return keys[member];
  }

  /** Where its value begins. */
  int value(int member) {
    return values[member];
  }

  /** Where its value ends. */
  int end(int member) {
    return ends[member];
  }

  /**
   * Of the members with this one's key the last, when this one is the first; else -1, as it goes.
   * Known after {@link #findRepeated}.
   */
  int last(int member) {
    return lasts[member];
  }

  /** Looks at those from {@code base} on; returns how many have the key of one before. */
  int findRepeated(int base, SameKey same) {
    int mask = Integer.highestOneBit(Math.max(1, count - base)) * 4 - 1;
    if (table.length <= mask) {
      table = new int[mask + 1];
    }
    Arrays.fill(table, 0, mask + 1, FREE);
    int repeated = 0;
    for (int member = base; member < count; member++) {
      int first = firstOf(member, mask, same);
      lasts[member] = first == member ? member : FREE;
      if (first != member) {
        lasts[first] = member;
        repeated++;
      }
    }
    return repeated;
  }

  /** The first member with the key of this one, which may be itself. */
  private int firstOf(int member, int mask, SameKey same) {
    int slot = (int) hashes[member] & mask;
    while (table[slot] != FREE) {
      int other = table[slot];
      if (hashes[other] == hashes[member] && same.test(other, member)) {
        return other;
      }
      slot = slot + 1 & mask;
    }
    table[slot] = member;
    return member;
  }
}
