package dev.logproof.reports.figure;

/**
 * One figure of the article with the measured one beside it.
 *
 * @param name what is measured
 * @param article what the article says
 * @param state whether there is a measured figure
 * @param shown the measured figure, or the words that stand for none
 * @param note the sample behind the figure, or why there is none
 */
public record Figure(String name, String article, State state, String shown, String note) {
  /** Whether there is a figure. */
  public enum State {
    /** It was measured. */
    KNOWN,
    /**
     * It was measured, and its interval is wider than itself: a run on a quiet machine has this.
     */
    NOT_SHOWN,
    /** It could not be measured, so the run is not judged to pass. */
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
