package dev.logproof.reports.page.chart;

import java.util.List;

/** Legend above a chart, in rows that fit its width. */
final class Legend {
  private static final int ROW = 18;
  private static final int SWATCH = 28;
  private static final int GAP = 16;
  private static final int LONGEST = 44;

  private Legend() {}

  /**
   * One entry.
   *
   * @param css classes of its line or area
   */
  record Entry(Kind kind, int series, String css, String text) {
    static Entry line(int series, String css, String text) {
      return new Entry(Kind.LINE, series, css, text);
    }

    static Entry marker(int series, boolean filled, String text) {
      return new Entry(filled ? Kind.MARKER : Kind.HOLLOW, series, "", text);
    }

    static Entry bar(String css, String text) {
      return new Entry(Kind.BAR, 0, css, text);
    }

    static Entry area(String css, String text) {
      return new Entry(Kind.AREA, 0, css, text);
    }

    static Entry stripes(String css, String text) {
      return new Entry(Kind.STRIPES, 0, css, text);
    }

    String shown() {
      return Svg.shorten(text, LONGEST);
    }

    double width() {
      return SWATCH + Frame.widthOf(shown()) + GAP;
    }
  }

  /** Kind of an entry's symbol. */
  enum Kind {
    LINE,
    MARKER,
    HOLLOW,
    BAR,
    AREA,
    STRIPES
  }

  static int height(Frame frame, List<Entry> entries) {
    return entries.isEmpty() ? 0 : rows(frame, entries) * ROW + 6;
  }

  private static int rows(Frame frame, List<Entry> entries) {
    int rows = 1;
    double x = 2;
    for (Entry entry : entries) {
      if (x > 2 && x + entry.width() - GAP > frame.width()) {
        rows++;
        x = 2;
      }
      x += entry.width();
    }
    return rows;
  }

  /** Draws the entries from {@code top} on. */
  static void draw(Svg svg, Frame frame, double top, List<Entry> entries) {
    double x = 2;
    double y = top + 11;
    for (Entry entry : entries) {
      if (x > 2 && x + entry.width() - GAP > frame.width()) {
        x = 2;
        y += ROW;
      }
      symbol(svg, entry, x, y - 4);
      svg.text(x + SWATCH, y, "label", entry.shown());
      x += entry.width();
    }
  }

  private static void symbol(Svg svg, Entry entry, double x, double y) {
    String css = Marker.css(entry.series());
    switch (entry.kind()) {
      case LINE -> svg.line(x, y, x + SWATCH - 6, y, ("line " + css + " " + entry.css()).strip());
      case MARKER, HOLLOW ->
          Marker.draw(svg, entry.series(), x + 11, y, entry.kind() == Kind.MARKER, "");
      case BAR -> svg.rect(x, y - 5, SWATCH - 6, 11, "bar " + entry.css(), "");
      case AREA, STRIPES ->
          Shade.fill(
              svg,
              new double[] {x, y - 5, SWATCH - 6, 11},
              entry.css(),
              entry.kind() == Kind.STRIPES,
              "");
    }
  }
}
