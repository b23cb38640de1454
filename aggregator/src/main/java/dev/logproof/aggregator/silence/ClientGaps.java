package dev.logproof.aggregator.silence;

import java.util.List;

/**
 * Gaps of one client, divided by what came before them: a whole burst, or a part of one. A client
 * that loses its processor in the middle of a burst is as silent as one that pauses, so that the
 * length of a silence alone does not tell them apart; the usual size of its bursts does. Costs a
 * few comparisons per read. Confined to the connection's event loop.
 */
public final class ClientGaps {
  /** Gaps between two estimates of a long gap and of the usual burst, at first and later. */
  private static final int REFRESH_GAPS = 64;

  private static final int MOST_REFRESH_GAPS = 1024;

  private static final int PAUSE_TO_LONG_GAP = 4;

  /** Gaps after whole bursts from which they are used on their own. */
  private static final int ENOUGH_GAPS = 20;

  private final GapHistogram undivided = new GapHistogram();
  private final BurstSizes sizes = new BurstSizes();

  /** After whole bursts, and after others; most clients never need them. */
  private List<GapHistogram> divided = List.of();

  private long longGapNanos = Long.MAX_VALUE;
  private int untilRefresh = REFRESH_GAPS;

  /**
   * Adds the silence before a read.
   *
   * @param linesBefore received from this client before the silence
   */
  public void add(long nanos, long linesBefore) {
    undivided.add(nanos);
    if (sizes.hasUsual()) {
      kind(linesBefore).add(nanos);
    }
    if (nanos >= longGapNanos) {
      sizes.add(linesBefore);
    }
    untilRefresh--;
    if (untilRefresh == 0) {
      refresh();
    }
  }

  private void refresh() {
    untilRefresh = Math.max(REFRESH_GAPS, Math.min(MOST_REFRESH_GAPS, gaps() / 8));
    longGapNanos = undivided.typicalSilenceNanos() / PAUSE_TO_LONG_GAP;
    if (sizes.refresh()) {
      divided = List.of();
    }
  }

  /** Returns the gaps that resemble the silence after {@code lines} received lines. */
  public GapHistogram after(long lines) {
    return isDivided() ? kind(lines) : undivided;
  }

  private GapHistogram kind(long lines) {
    return divided().get(sizes.isEnd(lines) ? 0 : 1);
  }

  /** True within a burst of a client whose gaps after whole bursts are not known yet. */
  public boolean isWithinBurst(long lines) {
    return sizes.hasUsual() && !isDivided() && !sizes.isEnd(lines);
  }

  /** Returns all gaps, each in exactly one histogram. */
  public List<GapHistogram> all() {
    return isDivided() ? divided() : List.of(undivided);
  }

  /** Returns the number of gaps. */
  public int gaps() {
    return undivided.gaps();
  }

  /** Reads that an arrival within {@code nanos} is expected to begin: itself and its burst. */
  public double readsWithin(double nanos) {
    double shortGap = undivided.meanBelow(longGapNanos);
    return shortGap == 0 ? 1 : 1 + nanos / 2 / shortGap;
  }

  private List<GapHistogram> divided() {
    if (divided.isEmpty()) {
      divided = List.of(new GapHistogram(), new GapHistogram());
    }
    return divided;
  }

  /** A size that has just become the usual one has no gaps yet, from which nothing follows. */
  private boolean isDivided() {
    return sizes.hasUsual() && divided().get(0).gaps() >= ENOUGH_GAPS;
  }
}
