package dev.logproof.reports.page.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a series over time; a gap in the measurement is a gap in the line. */
final class TimeLine {
  private static final long LEAST_GAP_MILLIS = 5_000;
  private static final int LONGER = 4;

  private TimeLine() {}

  static void draw(Svg svg, Frame frame, TimePanel.Line line, TimeAxis time, Axis y) {
    String css = ("line " + Marker.css(line.series()) + " " + line.css()).strip();
    for (List<Point> part : parts(line.points())) {
      List<Point> shown = Thinning.of(part, (int) frame.plotWidth());
      if (shown.size() == 1) {
        Point only = shown.get(0);
        Marker.draw(svg, line.series(), time.at(only.atMillis()), y.at(only.value()), true, "");
        continue;
      }
      StringBuilder points = new StringBuilder();
      for (Point point : shown) {
        points
            .append(points.isEmpty() ? "" : " ")
            .append(Svg.number(time.at(point.atMillis())))
            .append(',')
            .append(Svg.number(y.at(point.value())));
      }
      svg.leaf("polyline", "class", css, "points", points);
    }
  }

  /** Splits where the distance is far above the usual one. */
  static List<List<Point>> parts(List<Point> points) {
    long gap = Math.max(LEAST_GAP_MILLIS, LONGER * usualDistance(points));
    List<List<Point>> parts = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= points.size(); i++) {
      boolean ends =
          i == points.size() || points.get(i).atMillis() - points.get(i - 1).atMillis() > gap;
      if (ends) {
        parts.add(points.subList(from, i));
        from = i;
      }
    }
    return parts;
  }

  private static long usualDistance(List<Point> points) {
    long[] distances = new long[Math.max(0, points.size() - 1)];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = points.get(i + 1).atMillis() - points.get(i).atMillis();
    }
    Arrays.sort(distances);
    return distances.length == 0 ? 0 : distances[distances.length / 2];
  }
}
