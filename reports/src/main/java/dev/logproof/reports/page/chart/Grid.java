package dev.logproof.reports.page.chart;

/** Axes of a chart with their grid, labels and titles. */
final class Grid {
  private Grid() {}

  /** One axis. */
  record Side(Axis axis, Ticks ticks, String title) {}

  static void draw(Svg svg, Side x, Side y) {
    for (double value : x.ticks().values()) {
      vertical(svg, x.axis().at(value), y.axis(), x.ticks().label(value));
    }
    horizontal(svg, x.axis(), y);
    titles(svg, x.axis(), y.axis(), x.title(), y.title());
  }

  static void vertical(Svg svg, double x, Axis y, String label) {
    svg.line(x, y.to(), x, y.from(), "grid");
    svg.text(x, y.from() + 16, "tick middle", label);
  }

  static void horizontal(Svg svg, Axis x, Side y) {
    for (double value : y.ticks().values()) {
      level(svg, x, y.axis().at(value), y.ticks().label(value));
    }
    svg.line(x.from(), y.axis().from(), x.to(), y.axis().from(), "axis");
  }

  static void level(Svg svg, Axis x, double y, String label) {
    svg.line(x.from(), y, x.to(), y, "grid");
    svg.text(x.from() - 6, y + 4, "tick end", label);
  }

  static void titles(Svg svg, Axis x, Axis y, String xTitle, String yTitle) {
    svg.text(x.from(), y.to() - 10, "panel-title", yTitle);
    svg.text((x.from() + x.to()) / 2, y.from() + 34, "label middle", xTitle);
  }
}
