package dev.logproof.record.journal;

import java.util.Arrays;

/**
 * Send times of one source's tracers, interpolated between its journal's marks. At a limit every
 * second mark is dropped, which bounds memory. Confined to one thread while it is filled.
 */
public final class Timeline {
  private static final int MAX_MARKS = 1_024;

  private final long[] millis = new long[MAX_MARKS];
  private final long[] sent = new long[MAX_MARKS];
  private int marks;
  private long spacingMillis;

  /** Creates a timeline that starts before the first tracer. */
  public Timeline(long startMillis) {
    millis[0] = startMillis;
    marks = 1;
  }

  /** Adds a later mark: {@code attempted} tracers were sent by {@code atMillis}. */
  public void add(long atMillis, long attempted) {
    if (atMillis <= millis[marks - 1] || attempted < sent[marks - 1]) {
      return;
    }
    boolean replaces = marks > 1 && atMillis - millis[marks - 2] < spacingMillis;
    if (!replaces && marks == MAX_MARKS) {
      thin();
    }
    int at = replaces ? marks - 1 : marks++;
    millis[at] = atMillis;
    sent[at] = attempted;
  }

  private void thin() {
    for (int mark = 1; mark < MAX_MARKS / 2; mark++) {
      millis[mark] = millis[2 * mark];
      sent[mark] = sent[2 * mark];
    }
    marks = MAX_MARKS / 2;
    spacingMillis = (millis[marks - 1] - millis[0]) / (marks - 1);
  }

  /** Returns the tracer's approximate send time. */
  public long millisOf(long sequence) {
    int after = 1;
    while (after < marks && sent[after] <= sequence) {
      after++;
    }
    return after == marks
        ? millis[marks - 1]
        : between(sequence, sent[after - 1], sent[after], millis[after - 1], millis[after]);
  }

  /** Returns the approximate number of tracers sent before {@code atMillis}. */
  public long sentBefore(long atMillis) {
    int found = Arrays.binarySearch(millis, 0, marks, atMillis);
    int after = found >= 0 ? found : -found - 1;
    if (after == 0) {
      return 0;
    }
    return after == marks
        ? sent[marks - 1]
        : between(atMillis, millis[after - 1], millis[after], sent[after - 1], sent[after]);
  }

  long lastMillis() {
    return millis[marks - 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timeline that
        && Arrays.equals(millis, 0, marks, that.millis, 0, that.marks)
        && Arrays.equals(sent, 0, marks, that.sent, 0, that.marks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(Arrays.copyOf(sent, marks));
  }

  private static long between(long at, long from, long to, long low, long high) {
    return to == from
        ? low
        : low + Math.round((double) (at - from) / (double) (to - from) * (double) (high - low));
  }
}
