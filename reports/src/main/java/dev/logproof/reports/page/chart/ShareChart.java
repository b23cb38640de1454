package dev.logproof.reports.page.chart;

import java.util.List;

/** Share of the load of each task before and after a change, as pairs of bars. */
public final class ShareChart {
  private static final int ROW = 34;
  private static final int BAR = 12;
  private static final int NAME = 130;
  private static final int VALUE = 142;

  private ShareChart() {}

  /**
   * One task.
   *
   * @param before 0 to 1; 0 for a task that did not run yet
   * @param added whether the task was started by the change
   */
  public record Row(String task, double before, double after, String connections, boolean added) {}

  /** Draws the chart. */
  public static Drawing draw(ChartText text, int series, List<Row> rows) {
    return Drawing.of(frame -> draw(text, frame, series, rows));
  }

  private static List<Legend.Entry> legend(int series) {
    return List.of(
        Legend.Entry.bar("before", "before the scale-out"),
        Legend.Entry.bar(Marker.css(series), "at the end"),
        Legend.Entry.bar("added", "at the end, added task"));
  }

  private static String draw(ChartText text, Frame frame, int series, List<Row> rows) {
    List<Legend.Entry> legend = legend(series);
    double top = Legend.height(frame, legend) + 4;
    int name = Math.min(NAME, frame.width() / 4);
    Ticks ticks =
        Ticks.covering(
            0,
            rows.stream().mapToDouble(r -> Math.max(r.before(), r.after())).max().orElse(1) * 100,
            4);
    Axis x = Axis.linear(0, ticks.high(), name + 8, frame.width() - VALUE);
    double bottom = top + rows.size() * ROW;
    Svg svg = text.start(frame, bottom + 40);
    Legend.draw(svg, frame, 0, legend);
    for (double value : ticks.values()) {
      svg.line(x.at(value), top, x.at(value), bottom, "grid");
      svg.text(x.at(value), bottom + 14, "tick middle", ticks.label(value) + " %");
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double y = top + i * ROW + 4;
      String task = Svg.shorten(row.task(), Frame.fitting(name) + 1);
      svg.text(name, y + 11, "label end", task);
      if (row.added()) {
        svg.text(name, y + 24, "tick end", "added");
      }
      bar(svg, x, y, row.before(), "bar before", row.task() + " before");
      String css = row.added() ? "bar added" : "bar " + Marker.css(series);
      bar(svg, x, y + BAR + 1, row.after(), css, row.task() + " at the end");
      svg.text(
          Math.max(x.at(row.after() * 100), x.at(row.before() * 100)) + 6,
          y + BAR + 11,
          "label halo",
          Svg.format("%.1f %%, %s", row.after() * 100, row.connections()));
    }
    svg.line(x.from(), top, x.from(), bottom, "axis");
    svg.text((x.from() + x.to()) / 2, bottom + 32, "label middle", "share of the load");
    return svg.finish();
  }

  private static void bar(Svg svg, Axis x, double y, double share, String css, String task) {
    double width = Math.max(share > 0 ? 1.5 : 0, x.at(share * 100) - x.from());
    svg.rect(x.from(), y, width, BAR, css, task + Svg.format(": %.1f %%", share * 100));
  }
}
