package dev.logproof.reports.page.chart;

import java.util.List;

/** Area of a chart between its legend and the titles of its axis. */
record Plot(Svg svg, double top, double bottom) {
  /** Space for the labels of the vertical axis above the plot. */
  private static final int ABOVE = 24;

  /** Space for the labels and the title of the horizontal axis. */
  private static final int BELOW = 42;

  /** Starts a drawing, with {@code legend} above a plot of this height. */
  static Plot below(List<Legend.Entry> legend, double height, ChartText text, Frame frame) {
    double top = Legend.height(frame, legend) + ABOVE;
    double bottom = top + height;
    Svg svg = text.start(frame, bottom + BELOW);
    Legend.draw(svg, frame, 0, legend);
    return new Plot(svg, top, bottom);
  }
}
