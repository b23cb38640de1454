package dev.logproof.reports.page.chart;

import java.util.function.Function;

/** A chart in both variants. */
public record Drawing(String wide, String narrow) {
  static Drawing of(Function<Frame, String> draw) {
    return new Drawing(draw.apply(Frame.WIDE), draw.apply(Frame.NARROW));
  }

  /** Returns both images; the style sheet shows one of them. */
  public String markup() {
    return wide + narrow;
  }
}
