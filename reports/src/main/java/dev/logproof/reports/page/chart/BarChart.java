package dev.logproof.reports.page.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Counts per numbered round of several series, compared with one published value. */
public final class BarChart {
  private static final int PLOT = 130;
  private static final double WIDEST = 44;

  private final Panel panel;
  private final int rounds;
  private final List<String> names;

  private BarChart(Panel panel) {
    this.panel = panel;
    this.names = panel.series().stream().map(Series::name).toList();
    this.rounds = panel.series().stream().mapToInt(s -> s.counts().size()).max().orElse(0);
  }

  /** Counts of one series; empty is unknown. */
  public record Series(String name, List<OptionalLong> counts) {
    /** Copies the list. */
    public Series {
      counts = List.copyOf(counts);
    }
  }

  /**
   * Content of the chart.
   *
   * @param published value drawn as a line
   */
  public record Panel(
      String title, String roundTitle, double published, String publishedBy, List<Series> series) {
    /** Copies the list. */
    public Panel {
      series = List.copyOf(series);
    }
  }

  /** Draws the chart. */
  public static Drawing draw(ChartText text, Panel panel) {
    BarChart chart = new BarChart(panel);
    return Drawing.of(frame -> chart.draw(text, frame));
  }

  private List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      entries.add(Legend.Entry.bar(Marker.css(i), names.get(i)));
    }
    entries.add(Legend.Entry.line(0, "published", panel.publishedBy() + " " + panel.published()));
    return entries;
  }

  private String draw(ChartText text, Frame frame) {
    Plot plot = Plot.below(legend(), PLOT, text, frame);
    Svg svg = plot.svg();
    double highest =
        panel.series().stream()
            .flatMap(s -> s.counts().stream())
            .flatMapToLong(OptionalLong::stream)
            .max()
            .orElse(0);
    Ticks ticks = Ticks.ofCounts(Math.max(highest, panel.published()) * 1.1, 4);
    Axis x = Axis.linear(0, Math.max(1, rounds), frame.left(), frame.end());
    Axis y = Axis.linear(0, ticks.high(), plot.bottom(), plot.top());
    Grid.horizontal(svg, x, new Grid.Side(y, ticks, panel.title()));
    Grid.titles(svg, x, y, panel.roundTitle(), panel.title());
    int every = (int) Math.max(1, Math.ceil(rounds / (2.0 * frame.labels())));
    for (int round = 0; round < rounds; round++) {
      if (round % every == 0) {
        svg.text(x.at(round + 0.5), plot.bottom() + 16, "tick middle", Integer.toString(round + 1));
      }
      for (int i = 0; i < names.size(); i++) {
        if (round < panel.series().get(i).counts().size()) {
          bar(svg, i, round, x, y);
        }
      }
    }
    double line = y.at(panel.published());
    svg.line(frame.left(), line, frame.end(), line, "published");
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < names.size(); i++) {
        if (round < panel.series().get(i).counts().size()) {
          label(svg, i, round, x, y);
        }
      }
    }
    return svg.finish();
  }

  private double place(Axis x) {
    return Math.min(WIDEST, (x.at(1) - x.at(0)) * 0.8 / names.size());
  }

  private double middle(int series, int round, Axis x) {
    return x.at(round + 0.5) + (series - (names.size() - 1) / 2.0) * place(x);
  }

  /** A count of 0 is drawn as a line, to differ from one that is unknown. */
  private void bar(Svg svg, int series, int round, Axis x, Axis y) {
    OptionalLong count = panel.series().get(series).counts().get(round);
    if (count.isPresent()) {
      double width = Math.max(1, place(x) - 1);
      double height = Math.max(1.5, y.from() - y.at((double) count.getAsLong()));
      String tip = names.get(series) + ", " + (round + 1) + ": " + count.getAsLong();
      double left = middle(series, round, x) - width / 2;
      svg.rect(left, y.from() - height, width, height, "bar " + Marker.css(series), tip);
    }
  }

  /** Labels are drawn over the published line. */
  private void label(Svg svg, int series, int round, Axis x, Axis y) {
    OptionalLong count = panel.series().get(series).counts().get(round);
    String text = count.isEmpty() ? "?" : Svg.format("%,d", count.getAsLong());
    if (Frame.widthOf(text) <= place(x)) {
      double top = count.isEmpty() ? y.from() : y.at((double) count.getAsLong());
      String css = count.isEmpty() ? "missing middle" : "tick middle halo";
      svg.text(middle(series, round, x), Math.min(top, y.from() - 1.5) - 4, css, text);
    }
  }
}
