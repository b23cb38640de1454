package dev.logproof.reports.page.chart;

/** Maps times since the epoch to coordinates. */
record TimeAxis(Axis axis) {
  TimeAxis(long fromMillis, long toMillis, double from, double to) {
    this(Axis.linear((double) fromMillis, (double) toMillis, from, to));
  }

  double at(long millis) {
    return axis.at((double) millis);
  }
}
