package dev.logproof.reports.page.chart;

import java.util.ArrayList;
import java.util.List;

/** Round times along an axis, in milliseconds since its start. */
record TimeTicks(List<Long> values, long step) {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long[] STEPS = {
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    6 * HOUR,
    12 * HOUR,
    24 * HOUR
  };

  /** Copies the list. */
  TimeTicks {
    values = List.copyOf(values);
  }

  /** Ticks from 0 up to {@code millis}, at most {@code most} steps. */
  static TimeTicks upTo(long millis, int most) {
    long step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0; i--) {
      step = millis / STEPS[i] <= most ? STEPS[i] : step;
    }
    while (millis / step > most) {
      step *= 2;
    }
    List<Long> values = new ArrayList<>();
    for (long at = 0; at <= millis; at += step) {
      values.add(at);
    }
    return new TimeTicks(values, step);
  }

  /** Formats as {@code m:ss}, or {@code h:mm:ss} from an hour on. */
  static String label(long millis) {
    long seconds = millis / SECOND;
    return seconds < 3600
        ? Svg.format("%d:%02d", seconds / 60, seconds % 60)
        : Svg.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
