package dev.logproof.reports.page.chart;

/**
 * A shaded part of the time axis.
 *
 * @param row of the strip above the panels in which it is named
 * @param label shown in the strip as far as it fits
 * @param text shown to a pointer
 */
public record Shade(
    Row row, String css, long fromMillis, long toMillis, String label, String text) {
  private static final int STRIPE = 5;

  /** Row of the strip above the panels, which names what is shaded. */
  public enum Row {
    /** Steps of the suite; not shaded in the panels. */
    STEP("steps"),
    DEPLOYMENT("deploy"),
    FAULT("faults"),
    SCALING("scaling"),
    /** Trouble of the measurement itself; drawn with stripes. */
    TROUBLE("trouble");

    private final String title;

    Row(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  boolean isInPanels() {
    return row != Row.STEP;
  }

  void draw(Svg svg, double x, double y, double width, double height) {
    fill(svg, new double[] {x, y, width, height}, css, row == Row.TROUBLE, text);
  }

  /**
   * Draws an area. Stripes are lines, since a pattern would need a reference.
   *
   * @param box x, y, width and height
   */
  static void fill(Svg svg, double[] box, String css, boolean striped, String tip) {
    svg.rect(box[0], box[1], box[2], box[3], "shade " + css, tip);
    if (striped) {
      StringBuilder path = new StringBuilder();
      for (double at = box[0] + 1; at <= box[0] + box[2]; at += STRIPE) {
        path.append('M').append(Svg.number(at)).append(',').append(Svg.number(box[1]));
        path.append('v').append(Svg.number(box[3]));
      }
      svg.leaf("path", "class", "stripes", "d", path);
    }
  }
}
