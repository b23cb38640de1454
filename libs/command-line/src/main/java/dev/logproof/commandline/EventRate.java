package dev.logproof.commandline;

import java.util.Locale;

/** A rate in events per second, written {@code 18/s}; zero means no events. */
public record EventRate(double perSecond) {
  private static final String EXPECTED =
      "a rate of events: expected a number and '/s', such as 18/s";

  /**
   * Parses a rate.
   *
   * @throws IllegalArgumentException for another form
   */
  public static EventRate parse(String text) {
    String stripped = text.strip();
    if (!stripped.endsWith("/s")) {
      throw new IllegalArgumentException("'" + text + "' is not " + EXPECTED);
    }
    Quantity parsed = Quantity.parse(stripped.substring(0, stripped.length() - 2), text, EXPECTED);
    if (!parsed.unit().isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' is not " + EXPECTED);
    }
    return new EventRate(parsed.number().doubleValue());
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s/s", perSecond);
  }
}
