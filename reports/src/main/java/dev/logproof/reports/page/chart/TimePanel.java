package dev.logproof.reports.page.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * One chart of a stack over time.
 *
 * @param title with unit
 * @param counts whether the values are whole numbers
 * @param missing why there is nothing to draw; shown only then
 */
public record TimePanel(
    String title, List<Line> lines, List<Bar> bars, boolean counts, String missing) {
  /** Copies the lists. */
  public TimePanel {
    lines = List.copyOf(lines);
    bars = List.copyOf(bars);
  }

  /**
   * A series.
   *
   * @param css {@code faint} for a series that another one is compared with, else empty
   * @param points in order of time
   */
  public record Line(int series, String css, List<Point> points) {
    /** Copies the list. */
    public Line {
      points = List.copyOf(points);
    }
  }

  /** A count over a part of the time. */
  public record Bar(int series, long fromMillis, long toMillis, double value, String text) {}

  boolean isEmpty() {
    return bars.isEmpty() && lines.stream().allMatch(line -> line.points().isEmpty());
  }

  double highest() {
    DoubleStream points =
        lines.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::value);
    return DoubleStream.concat(points, bars.stream().mapToDouble(Bar::value)).max().orElse(0);
  }

  /** First and last times of the content. */
  Stream<Long> times() {
    return Stream.concat(
        lines.stream()
            .filter(line -> !line.points().isEmpty())
            .flatMap(
                line ->
                    Stream.of(
                        line.points().get(0).atMillis(),
                        line.points().get(line.points().size() - 1).atMillis())),
        bars.stream().flatMap(bar -> Stream.of(bar.fromMillis(), bar.toMillis())));
  }
}
