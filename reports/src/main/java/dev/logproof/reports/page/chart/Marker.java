package dev.logproof.reports.page.chart;

/** Shape of a series' points, so that series differ without colour. */
enum Marker {
  CIRCLE("M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0Z"),
  SQUARE("M-3.6,-3.6H3.6V3.6H-3.6Z"),
  TRIANGLE("M0,-4.6L4.4,3.4H-4.4Z"),
  DIAMOND("M0,-5L5,0L0,5L-5,0Z"),
  PENTAGON("M0,-4.8L4.6,-1.5L2.8,3.9H-2.8L-4.6,-1.5Z"),
  DOWN("M0,4.6L4.4,-3.4H-4.4Z");

  private final String path;

  Marker(String path) {
    this.path = path;
  }

  static Marker of(int series) {
    return values()[Math.floorMod(series, values().length)];
  }

  /** Style class of a series: colour and dashes. */
  static String css(int series) {
    return "s" + Math.floorMod(series, values().length);
  }

  /** Draws one point. */
  static void draw(Svg svg, int series, double x, double y, boolean filled, String tip) {
    svg.open(
        "path",
        "class",
        "mark " + css(series) + (filled ? "" : " hollow"),
        "d",
        of(series).path,
        "transform",
        "translate(" + Svg.number(x) + " " + Svg.number(y) + ")");
    svg.tip(tip).close("path");
  }
}
