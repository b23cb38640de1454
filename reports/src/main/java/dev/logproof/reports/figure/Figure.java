package dev.logproof.reports.figure;

/**
 * A figure of the article and the measured one.
 *
 * @param shown the measured figure, or the text in its place
 * @param note sample behind the figure, or the reason why there is none
 */
public record Figure(String name, String article, State state, String shown, String note) {
  /** Availability of a measured figure. */
  public enum State {
    KNOWN,
    /** The margin of error is larger than the value. */
    NOT_SHOWN,
    /** Not measurable; the run cannot pass. */
    UNKNOWN
  }

  static Figure known(String name, String article, String measured, String note) {
    return new Figure(name, article, State.KNOWN, measured, note);
  }

  static Figure notShown(String name, String article, String why) {
    return new Figure(name, article, State.NOT_SHOWN, "not shown", why);
  }

  static Figure unknown(String name, String article, String why) {
    return new Figure(name, article, State.UNKNOWN, "unknown", why);
  }
}
