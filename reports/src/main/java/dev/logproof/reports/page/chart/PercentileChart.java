package dev.logproof.reports.page.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Latency by percentile. The percentiles' axis is logarithmic in the share above them, so that 99
 * %, 99.9 % and 99.99 % are equally far apart.
 */
public final class PercentileChart {
  private static final int PLOT = 260;

  /** A linear axis would hide everything but the tail. */
  private static final double LOGARITHMIC_FROM = 30;

  private final List<Curve> curves;
  private final double highest;
  private final double lowest;
  private final double rarest;

  private PercentileChart(List<Curve> curves) {
    this.curves = List.copyOf(curves);
    this.highest = values().max().orElse(1);
    this.lowest = values().filter(value -> value > 0).min().orElse(highest);
    double last =
        curves.stream()
            .flatMap(c -> c.steps().stream())
            .mapToDouble(Step::percentile)
            .filter(p -> p < 100)
            .max()
            .orElse(99);
    this.rarest = Math.min(1e7, Math.max(100, 100 / (100 - last)));
  }

  /** Latency at one percentile, 0 to 100. */
  public record Step(double percentile, double millis) {}

  /** Percentiles of one histogram, ascending. */
  public record Curve(int series, String css, String name, List<Step> steps) {
    /** Copies the list. */
    public Curve {
      steps = List.copyOf(steps);
    }
  }

  /** Draws the chart. */
  public static Drawing draw(ChartText text, List<Curve> curves) {
    PercentileChart chart = new PercentileChart(curves);
    return Drawing.of(frame -> chart.draw(text, frame));
  }

  private DoubleStream values() {
    return curves.stream().flatMap(c -> c.steps().stream()).mapToDouble(Step::millis);
  }

  private String draw(ChartText text, Frame frame) {
    List<Legend.Entry> legend =
        curves.stream()
            .map(c -> Legend.Entry.line(c.series(), c.css(), c.name()))
            .distinct()
            .toList();
    Plot plot = Plot.below(legend, PLOT, text, frame);
    Svg svg = plot.svg();
    double bottom = plot.bottom();
    Axis x = Axis.logarithmic(1, rarest, frame.left(), frame.end() - 12);
    Axis y = vertical(svg, x, plot.top(), bottom);
    for (double above = 1; above <= rarest * 1.001; above *= 10) {
      Grid.vertical(svg, x.at(above), y, percent(above));
    }
    svg.line(x.from(), bottom, x.to(), bottom, "axis");
    Grid.titles(
        svg, x, y, "percentile, %", "latency, ms" + (y.logarithmic() ? ", logarithmic" : ""));
    curves.forEach(curve -> draw(svg, curve, x, y));
    return svg.finish();
  }

  static String percent(double above) {
    double percent = 100 - 100 / above;
    int decimals = above <= 100 ? 0 : (int) Math.round(Math.log10(above)) - 2;
    return Svg.format("%." + decimals + "f", percent);
  }

  private Axis vertical(Svg svg, Axis x, double top, double bottom) {
    if (highest <= LOGARITHMIC_FROM * lowest) {
      Ticks ticks = Ticks.covering(0, highest, 5);
      Axis y = Axis.linear(0, ticks.high(), bottom, top);
      Grid.horizontal(svg, x, new Grid.Side(y, ticks, ""));
      return y;
    }
    double low = Math.pow(10, Math.floor(Math.log10(lowest) + 1e-9));
    double high = Math.pow(10, Math.ceil(Math.log10(highest) - 1e-9));
    Axis y = Axis.logarithmic(low, high, bottom, top);
    for (double value = low; value <= high * 1.001; value *= 10) {
      Grid.level(svg, x, y.at(value), label(value));
    }
    return y;
  }

  private static String label(double value) {
    return value >= 1 ? Svg.format("%,.0f", value) : Double.toString(Math.rint(value * 1e4) / 1e4);
  }

  /** The maximum has no percentile below 100 and is drawn at the end of the axis. */
  private void draw(Svg svg, Curve curve, Axis x, Axis y) {
    List<String> points = new ArrayList<>();
    for (Step step : curve.steps()) {
      double above = step.percentile() >= 100 ? rarest : 100 / (100 - step.percentile());
      points.add(Svg.number(x.at(above)) + "," + Svg.number(y.at(step.millis())));
    }
    String css = ("line " + Marker.css(curve.series()) + " " + curve.css()).strip();
    svg.leaf("polyline", "class", css, "points", String.join(" ", points));
  }
}
