package dev.logproof.reports.figure;

import java.util.Optional;

/**
 * One figure of the article with the measured one beside it.
 *
 * @param name what is measured
 * @param article what the article says
 * @param measured what was measured; none is unknown, and never a pass
 * @param note the sample behind the figure, or why it is unknown
 */
public record Figure(String name, String article, Optional<String> measured, String note) {
  /** Shown for what could not be measured. */
  public static final String UNKNOWN = "unknown";

  static Figure known(String name, String article, String measured, String note) {
    return new Figure(name, article, Optional.of(measured), note);
  }

  static Figure unknown(String name, String article, String why) {
    return new Figure(name, article, Optional.empty(), why);
  }

  /** The measured figure, or the word for none. */
  public String shown() {
    return measured.orElse(UNKNOWN);
  }

  /** True when it was measured. */
  public boolean known() {
    return measured.isPresent();
  }
}
