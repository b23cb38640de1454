package dev.logproof.aggregator.silence;

/**
 * Most frequent burst size of one client: lines from one long gap to one of the next four, so that
 * a burst that is interrupted counts too. Costs a few thousand comparisons per {@link #refresh}.
 * Confined to the connection's event loop.
 */
final class BurstSizes {
  private static final int KEPT = 32;

  /** Long gaps from the start of a burst to its end: interruptions and the end itself. */
  private static final int GAPS_PER_BURST = 4;

  /** Least share of long gaps that end a burst of the usual size: a fifth. */
  private static final int LEAST_SHARE = 5;

  private static final int LEAST_BURSTS = 8;

  private final long[] places = new long[KEPT];
  private long number;
  private long usual;
  private int mostInStep;

  /** Adds a long gap after {@code lines} received lines. */
  void add(long lines) {
    places[(int) (number % KEPT)] = lines;
    number++;
  }

  /** Finds the usual size again; true if it is another one. */
  boolean refresh() {
    long before = usual;
    usual = mostFrequent();
    mostInStep = mostInStep();
    return usual != before;
  }

  /** Keeps the usual size while it is at least half as frequent as the most frequent one. */
  private long mostFrequent() {
    long best = usual;
    int most = 0;
    for (int end = 1; end < kept(); end++) {
      for (int back = 1; back <= Math.min(end, GAPS_PER_BURST); back++) {
        long size = place(end) - place(end - back);
        int found = bursts(size);
        if (size > 0 && (found > most || (found == most && size < best))) {
          most = found;
          best = size;
        }
      }
    }
    boolean isFrequent = most >= Math.max(LEAST_BURSTS, kept() / LEAST_SHARE);
    int before = bursts(usual);
    boolean stays = hasUsual() && before >= LEAST_BURSTS && 2 * before > most;
    return isFrequent && !stays ? best : usual;
  }

  private int kept() {
    return (int) Math.min(KEPT, number);
  }

  /** Returns the number of lines before a long gap; index 0 is the oldest that is kept. */
  private long place(int index) {
    return places[(int) ((number - kept() + index) % KEPT)];
  }

  private int bursts(long size) {
    int found = 0;
    for (int end = 1; end < kept(); end++) {
      found += ends(end, place(end), size) ? 1 : 0;
    }
    return found;
  }

  private boolean ends(int before, long lines, long size) {
    boolean found = false;
    for (int back = 1; back <= Math.min(before, GAPS_PER_BURST); back++) {
      found |= lines - place(before - back) == size;
    }
    return found;
  }

  boolean hasUsual() {
    return usual != 0;
  }

  /**
   * Returns true if a burst of the usual size ends after {@code lines} received lines. Two
   * interruptions may happen to be a burst apart, but few other long gaps are whole bursts away.
   */
  boolean isEnd(long lines) {
    return ends(kept(), lines, usual) && 2 * inStep(lines) >= mostInStep;
  }

  private int mostInStep() {
    int most = 0;
    for (int index = 0; usual != 0 && index < kept(); index++) {
      most = Math.max(most, inStep(place(index)));
    }
    return most;
  }

  private int inStep(long lines) {
    int found = 0;
    for (int index = 0; index < kept(); index++) {
      found += (lines - place(index)) % usual == 0 ? 1 : 0;
    }
    return found;
  }
}
