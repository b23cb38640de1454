package dev.logproof.reports.page.chart;

import java.util.ArrayList;
import java.util.List;

/** Reduces a series to what an image can show, keeping its extremes. */
final class Thinning {
  private Thinning() {}

  /** Keeps the lowest and the highest point of each of {@code buckets} equal parts of the time. */
  static List<Point> of(List<Point> points, int buckets) {
    if (points.size() <= 2 * buckets) {
      return points;
    }
    long from = points.get(0).atMillis();
    long span = Math.max(1, points.get(points.size() - 1).atMillis() - from);
    List<Point> kept = new ArrayList<>();
    int next = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      long end = from + (bucket == buckets - 1 ? span + 1 : span * (bucket + 1) / buckets);
      int first = next;
      int low = next;
      int high = next;
      for (; next < points.size() && points.get(next).atMillis() < end; next++) {
        low = points.get(next).value() < points.get(low).value() ? next : low;
        high = points.get(next).value() > points.get(high).value() ? next : high;
      }
      if (next > first) {
        kept.add(points.get(Math.min(low, high)));
        if (low != high) {
          kept.add(points.get(Math.max(low, high)));
        }
      }
    }
    return kept;
  }
}
