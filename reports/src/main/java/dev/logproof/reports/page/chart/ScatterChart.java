package dev.logproof.reports.page.chart;

import dev.logproof.statistics.LineFit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Points of several series, each with its fitted line and the line's 95 % band. */
public final class ScatterChart {
  private static final int PLOT = 300;
  private static final int BAND_STEPS = 40;

  private final String xTitle;
  private final String yTitle;
  private final List<Series> series;

  private ScatterChart(String xTitle, String yTitle, List<Series> series) {
    this.xTitle = xTitle;
    this.yTitle = yTitle;
    this.series = List.copyOf(series);
  }

  /** A point; one that is not {@code counted} is hollow and has no part in the line. */
  public record Dot(double x, double y, boolean counted, String text) {}

  /**
   * Points of one series.
   *
   * @param lines none or one
   */
  public record Series(String name, List<Dot> dots, List<LineFit> lines) {
    /** Copies the lists. */
    public Series {
      dots = List.copyOf(dots);
      lines = List.copyOf(lines);
    }

    double highestCounted() {
      return dots.stream().filter(Dot::counted).mapToDouble(Dot::x).max().orElse(0);
    }
  }

  /** Draws the chart. */
  public static Drawing draw(ChartText text, String xTitle, String yTitle, List<Series> series) {
    ScatterChart chart = new ScatterChart(xTitle, yTitle, series);
    return Drawing.of(frame -> chart.draw(text, frame));
  }

  private double highest(ToDoubleFunction<Dot> of) {
    return series.stream().flatMap(s -> s.dots().stream()).mapToDouble(of).max().orElse(0);
  }

  private List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      entries.add(Legend.Entry.marker(i, true, series.get(i).name()));
      if (!series.get(i).lines().isEmpty()) {
        entries.add(Legend.Entry.line(i, "", "line and 95 % band"));
      }
    }
    if (series.stream().flatMap(s -> s.dots().stream()).anyMatch(dot -> !dot.counted())) {
      entries.add(Legend.Entry.marker(0, false, "not held, not in the line"));
    }
    return entries;
  }

  private String draw(ChartText text, Frame frame) {
    Plot plot = Plot.below(legend(), PLOT, text, frame);
    Svg svg = plot.svg();
    Ticks xTicks = Ticks.covering(0, highest(Dot::x), frame.labels() - 1);
    Ticks yTicks = Ticks.covering(0, highest(Dot::y) * 1.05, 6);
    Axis x = Axis.linear(xTicks.low(), xTicks.high(), frame.left(), frame.end() - 8);
    Axis y = Axis.linear(yTicks.low(), yTicks.high(), plot.bottom(), plot.top());
    Grid.draw(svg, new Grid.Side(x, xTicks, xTitle), new Grid.Side(y, yTicks, yTitle));
    for (int i = 0; i < series.size(); i++) {
      for (LineFit line : series.get(i).lines()) {
        band(svg, i, line, series.get(i).highestCounted(), x, y);
      }
    }
    for (int i = 0; i < series.size(); i++) {
      for (Dot dot : series.get(i).dots()) {
        Marker.draw(svg, i, x.at(dot.x()), y.at(dot.y()), dot.counted(), dot.text());
      }
    }
    return svg.finish();
  }

  /** The band is the interval of the mean: narrow at the middle of the points, wide at the ends. */
  private static void band(Svg svg, int series, LineFit line, double until, Axis x, Axis y) {
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    for (int step = 0; step <= BAND_STEPS; step++) {
      double at = until * step / BAND_STEPS;
      upper.append(corner(x.at(at), y.at(line.at(at) + line.marginAt(at)))).append(' ');
      lower.insert(0, ' ' + corner(x.at(at), y.at(line.at(at) - line.marginAt(at))));
    }
    svg.leaf(
        "polygon",
        "class",
        "band " + Marker.css(series),
        "points",
        upper.toString().strip() + lower);
    svg.leaf(
        "polyline",
        "class",
        "line " + Marker.css(series),
        "points",
        corner(x.at(0), y.at(line.at(0))) + " " + corner(x.at(until), y.at(line.at(until))));
  }

  private static String corner(double x, double y) {
    return Svg.number(x) + "," + Svg.number(y);
  }
}
