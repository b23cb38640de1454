package dev.logproof.reports.figure;

/**
 * A published figure and the measured one.
 *
 * @param target of the measurement
 * @param article published value, by the article unless it names another source
 * @param shown the measured figure, or the text in its place
 * @param note sample behind the figure, or the reason why there is none
 */
public record Figure(
    String target, String name, String article, State state, String shown, String note) {
  /** Availability of a measured figure. */
  public enum State {
    KNOWN,
    /** The measurements do not carry it. */
    NOT_SHOWN,
    /** Not measurable; the run cannot pass. */
    UNKNOWN
  }

  static Figure known(String target, String name, String article, String measured, String note) {
    return new Figure(target, name, article, State.KNOWN, measured, note);
  }

  static Figure notShown(String target, String name, String article, String why) {
    return new Figure(target, name, article, State.NOT_SHOWN, "not shown", why);
  }

  static Figure unknown(String target, String name, String article, String why) {
    return new Figure(target, name, article, State.UNKNOWN, "unknown", why);
  }
}
