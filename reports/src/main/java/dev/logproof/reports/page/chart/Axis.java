package dev.logproof.reports.page.chart;

/**
 * Maps values to coordinates.
 *
 * @param from coordinate of {@code low}
 * @param to coordinate of {@code high}
 * @param logarithmic requires values above 0
 */
record Axis(double low, double high, double from, double to, boolean logarithmic) {
  static Axis linear(double low, double high, double from, double to) {
    return new Axis(low, high, from, to, false);
  }

  static Axis logarithmic(double low, double high, double from, double to) {
    return new Axis(low, high, from, to, true);
  }

  /** Coordinate of {@code value}; values beyond the ends are drawn at the ends. */
  double at(double value) {
    double inside = Math.min(high, Math.max(low, value));
    double share =
        logarithmic ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
    return from + share * (to - from);
  }
}
