package dev.logproof.reports.page.chart;

/**
 * Measures of one variant of a chart. Each chart is drawn twice, and the style sheet shows the
 * variant that fits: text that shrinks with the image is unreadable on a telephone.
 *
 * @param css {@code wide} or {@code narrow}
 * @param width of the view box
 * @param left room for the labels of the vertical axis
 */
record Frame(String css, int width, int left, int right) {
  static final Frame WIDE = new Frame("wide", 880, 58, 16);
  static final Frame NARROW = new Frame("narrow", 360, 44, 10);

  /** Average width of a character of 11 px. */
  private static final double CHARACTER = 6.1;

  /** Distance between labels of a horizontal axis. */
  private static final int LABEL = 62;

  double end() {
    return width - right;
  }

  double plotWidth() {
    return end() - left;
  }

  /** Number of labels that fit beside each other. */
  int labels() {
    return Math.max(2, (int) (plotWidth() / LABEL));
  }

  static double widthOf(String text) {
    return text.length() * CHARACTER;
  }

  /** Number of characters that fit into {@code width}. */
  static int fitting(double width) {
    return Math.max(0, (int) (width / CHARACTER));
  }
}
