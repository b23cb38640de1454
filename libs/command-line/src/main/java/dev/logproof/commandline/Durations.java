package dev.logproof.commandline;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** Parses durations such as {@code 500ms 30s 10m 1h 2d}. */
public final class Durations {
  private static final String EXPECTED =
      "a duration: expected a number and one of ms, s, m, h, d, such as 30s";

  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private Durations() {}

  /**
   * Parses a duration.
   *
   * @throws IllegalArgumentException for another form, such as a number without a unit
   */
  public static Duration parse(String text) {
    Quantity parsed = Quantity.parse(text, EXPECTED);
    Long unitMillis = MILLIS.get(parsed.unit());
    if (unitMillis == null) {
      throw new IllegalArgumentException("'" + text + "' is not " + EXPECTED);
    }
    return Duration.ofMillis(parsed.number().multiply(BigDecimal.valueOf(unitMillis)).longValue());
  }
}
