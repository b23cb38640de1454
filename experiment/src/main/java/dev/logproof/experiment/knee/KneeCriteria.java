package dev.logproof.experiment.knee;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Limits that a target has to keep at a rate.
 *
 * @param maxLost tracers
 * @param maxBehindSeconds backlog at the end, in seconds of the offered load
 * @param seconds duration of a trial
 */
public record KneeCriteria(long maxLost, double maxBehindSeconds, double seconds) {
  /** Rejects criteria that no trial can keep. */
  public KneeCriteria {
    if (maxLost < 0 || !(maxBehindSeconds >= 0) || !(seconds > 0)) {
      throw new IllegalArgumentException(
          "maxLost %d, maxBehindSeconds %s, seconds %s: expected at least 0, at least 0, above 0"
              .formatted(maxLost, maxBehindSeconds, seconds));
    }
  }

  boolean areKeptBy(Measurement measured) {
    return measured.lost() <= maxLost && measured.totalBehindSeconds() <= maxBehindSeconds;
  }

  /** Which criteria were missed; empty when none was. */
  String missedBy(Measurement measured) {
    StringBuilder text = new StringBuilder();
    if (measured.lost() > maxLost) {
      text.append(String.format(Locale.ROOT, "%d lost", measured.lost()));
    }
    if (measured.totalBehindSeconds() > maxBehindSeconds) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(String.format(Locale.ROOT, "%.1f s behind", measured.totalBehindSeconds()));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "at most %d lost, at most %s s behind, for %s s"
        .formatted(maxLost, plain(maxBehindSeconds), plain(seconds));
  }

  /** Formats 3.0 as 3. */
  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
