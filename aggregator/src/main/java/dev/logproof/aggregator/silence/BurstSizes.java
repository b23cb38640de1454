package dev.logproof.aggregator.silence;

/**
 * Most frequent burst size of one client, among those that make up more than a fifth of its bursts
 * (Misra and Gries, 1982). Confined to the connection's event loop.
 */
final class BurstSizes {
  private static final int CANDIDATES = 4;

  /** Lead, in bursts, from which a size counts as usual. */
  private static final int LEAD = 8;

  /** Bounds the lead, so that a client may change its bursts. */
  private static final int MAX_LEAD = 64;

  /** Keeps two sizes that alternate from taking turns. */
  private static final int TAKES_OVER = 2;

  private final long[] sizes = new long[CANDIDATES];
  private final int[] leads = new int[CANDIDATES];
  private int usual;

  /** Adds a burst; true if another size became the usual one. */
  boolean add(long size) {
    int place = placeOf(size);
    if (place < 0 || leads[place] == MAX_LEAD) {
      for (int candidate = 0; candidate < CANDIDATES; candidate++) {
        leads[candidate] -= candidate == place || leads[candidate] == 0 ? 0 : 1;
      }
    }
    if (place < 0) {
      return false;
    }
    sizes[place] = size;
    leads[place] = Math.min(MAX_LEAD, leads[place] + 1);
    boolean changed = place != usual && leads[place] > TAKES_OVER * leads[usual];
    usual = changed ? place : usual;
    return changed;
  }

  boolean hasUsual() {
    return leads[usual] >= LEAD;
  }

  boolean isUsual(long size) {
    return sizes[usual] == size;
  }

  /** Place of this size, else a free one, else negative. */
  private int placeOf(long size) {
    int free = -1;
    for (int candidate = 0; candidate < CANDIDATES; candidate++) {
      if (leads[candidate] > 0 && sizes[candidate] == size) {
        return candidate;
      }
      free = leads[candidate] == 0 ? candidate : free;
    }
    return free;
  }
}
