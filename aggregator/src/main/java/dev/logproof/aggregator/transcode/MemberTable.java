package dev.logproof.aggregator.transcode;

import java.util.Arrays;

/**
 * Members of the maps being copied, innermost map last. Finds equal keys by a hash table, in linear
 * time. Confined to one event loop.
 */
final class MemberTable {
  /** A member takes at least five bytes of a Firehose record. */
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

  /** Compares keys with equal hashes. */
  interface SameKey {
    boolean test(int one, int other);
  }

  int count() {
    return count;
  }

  void truncate(int base) {
    count = base;
  }

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

  int key(int member) {
    return keys[member];
  }

  int value(int member) {
    return values[member];
  }

  int end(int member) {
    return ends[member];
  }

  /**
   * Returns the last member with the same key, or -1 if {@code member} is not the first one. Valid
   * after {@link #findRepeated}.
   */
  int last(int member) {
    return lasts[member];
  }

  /** Returns how many members from {@code base} on repeat an earlier key. */
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
