package dev.logproof.reports.page.chart;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Charts above each other that share one time axis and its shaded parts. */
public final class TimeChart {
  private static final int STRIP = 17;
  private static final int SHORTEST_LABEL = 5;
  private static final int TITLE = 22;
  private static final int PLOT = 84;
  private static final int PANEL_GAP = 8;
  private static final int FOOT = 40;

  private final List<TimePanel> panels;
  private final List<Shade> shades;
  private final List<Shade.Row> rows;
  private final List<Legend.Entry> legend;
  private final long start;
  private final long end;

  private TimeChart(List<String> series, List<TimePanel> panels, List<Shade> shades) {
    this.panels = List.copyOf(panels);
    this.shades =
        shades.stream()
            .sorted(Comparator.comparing(shade -> !shade.css().equals("deployment")))
            .toList();
    this.rows = shades.stream().map(Shade::row).distinct().sorted().toList();
    this.legend = legend(series, panels, shades);
    long[] times =
        Stream.concat(
                panels.stream().flatMap(TimePanel::times),
                shades.stream().flatMap(s -> Stream.of(s.fromMillis(), s.toMillis())))
            .mapToLong(Long::longValue)
            .toArray();
    this.start = LongStream.of(times).min().orElse(0);
    this.end = Math.max(start + 1_000, LongStream.of(times).max().orElse(0));
  }

  /**
   * Draws the chart.
   *
   * @param series names, by number
   */
  public static Drawing draw(
      ChartText text, List<String> series, List<TimePanel> panels, List<Shade> shades) {
    TimeChart chart = new TimeChart(series, panels, shades);
    return Drawing.of(frame -> chart.draw(text, frame));
  }

  private static List<Legend.Entry> legend(
      List<String> series, List<TimePanel> panels, List<Shade> shades) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      entries.add(Legend.Entry.line(i, "", series.get(i)));
    }
    if (panels.stream().flatMap(p -> p.lines().stream()).anyMatch(line -> !line.css().isEmpty())) {
      entries.add(Legend.Entry.line(0, "faint", "offered"));
    }
    for (String css :
        shades.stream().filter(Shade::isInPanels).map(Shade::css).distinct().toList()) {
      Shade first =
          shades.stream().filter(shade -> shade.css().equals(css)).findFirst().orElseThrow();
      String name = css.replace('-', ' ');
      entries.add(
          first.row() == Shade.Row.TROUBLE
              ? Legend.Entry.stripes(css, name)
              : Legend.Entry.area(css, name));
    }
    return entries;
  }

  private String draw(ChartText text, Frame frame) {
    int legendHeight = Legend.height(frame, legend);
    double stripTop = legendHeight;
    double top = stripTop + rows.size() * STRIP;
    double height = top + panels.size() * (TITLE + PLOT + PANEL_GAP) + FOOT;
    Svg svg = text.start(frame, height);
    Legend.draw(svg, frame, 0, legend);
    TimeAxis time = new TimeAxis(start, end, frame.left(), frame.end());
    TimeTicks ticks = TimeTicks.upTo(end - start, frame.labels());
    strip(svg, frame, stripTop, time);
    double y = top;
    for (TimePanel panel : panels) {
      panel(svg, frame, panel, y + TITLE, time, ticks);
      y += TITLE + PLOT + PANEL_GAP;
    }
    for (long at : ticks.values()) {
      svg.text(time.at(start + at), y + 10, "tick middle", TimeTicks.label(at));
    }
    svg.text(
        (frame.left() + frame.end()) / 2, y + 28, "label middle", "time since " + instant(start));
    return svg.finish();
  }

  private static String instant(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void strip(Svg svg, Frame frame, double top, TimeAxis time) {
    for (int row = 0; row < rows.size(); row++) {
      double y = top + row * STRIP;
      svg.text(frame.left() - 6, y + 12, "tick end", rows.get(row).title());
      double free = frame.left();
      for (Shade shade : shades) {
        if (shade.row() != rows.get(row)) {
          continue;
        }
        double x = time.at(shade.fromMillis());
        double width = Math.max(1.5, time.at(shade.toMillis()) - x);
        shade.draw(svg, x, y + 1, width, STRIP - 2);
        String label = Svg.shorten(shade.label(), Frame.fitting(width - 6));
        if (isReadable(label, shade.label()) && x >= free) {
          svg.text(x + 3, y + 12, "tick", label);
          free = x + 3 + Frame.widthOf(label);
        }
      }
    }
  }

  private static boolean isReadable(String label, String whole) {
    return !label.isEmpty() && (label.equals(whole) || label.length() >= SHORTEST_LABEL);
  }

  private void panel(
      Svg svg, Frame frame, TimePanel panel, double top, TimeAxis time, TimeTicks timeTicks) {
    svg.text(frame.left(), top - 7, "panel-title", panel.title());
    double bottom = top + PLOT;
    for (Shade shade : shades) {
      if (shade.isInPanels()) {
        double x = time.at(shade.fromMillis());
        shade.draw(svg, x, top, Math.max(1.5, time.at(shade.toMillis()) - x), PLOT);
      }
    }
    for (long at : timeTicks.values()) {
      svg.line(time.at(start + at), top, time.at(start + at), bottom, "grid");
    }
    if (panel.isEmpty()) {
      svg.line(frame.left(), bottom, frame.end(), bottom, "axis");
      String why = Svg.shorten(panel.missing(), Frame.fitting(frame.plotWidth()));
      svg.text((frame.left() + frame.end()) / 2, top + PLOT / 2.0, "missing middle", why);
      return;
    }
    Ticks ticks =
        panel.counts() ? Ticks.ofCounts(panel.highest(), 3) : Ticks.covering(0, panel.highest(), 3);
    Axis y = Axis.linear(ticks.low(), ticks.high(), bottom, top);
    for (double value : ticks.values()) {
      svg.line(frame.left(), y.at(value), frame.end(), y.at(value), "grid");
      svg.text(frame.left() - 6, y.at(value) + 4, "tick end", ticks.label(value));
    }
    svg.line(frame.left(), bottom, frame.end(), bottom, "axis");
    panel.lines().forEach(line -> TimeLine.draw(svg, frame, line, time, y));
    panel.bars().forEach(bar -> bar(svg, bar, time, y));
  }

  /** A count of 0 is drawn as a line, to differ from one that is unknown. */
  private static void bar(Svg svg, TimePanel.Bar bar, TimeAxis time, Axis y) {
    double x = time.at(bar.fromMillis());
    double width = Math.max(4, time.at(bar.toMillis()) - x);
    double height = Math.max(2, y.from() - y.at(bar.value()));
    svg.rect(x, y.from() - height, width, height, "bar " + Marker.css(bar.series()), bar.text());
  }
}
