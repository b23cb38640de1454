package dev.logproof.reports.capacity;

import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.PlanResult.Interval;
import java.util.Optional;

/**
 * A limit of the rate of one task.
 *
 * @param bytesPerSecond infinite when no rate that was held came near it
 * @param low lower end of its 95 % interval; equal to {@code bytesPerSecond} when it was observed
 *     rather than fitted
 * @param high upper end
 */
public record Limit(String name, double bytesPerSecond, double low, double high, String sentence) {
  static final String CPU = "cpu";
  static final String KNEE = "knee";
  static final String HELD = "highest held rate";
  static final String MEMORY = "memory";

  /** A limit that was observed. */
  static Limit observed(String name, double bytesPerSecond, String sentence) {
    return new Limit(name, bytesPerSecond, bytesPerSecond, bytesPerSecond, sentence);
  }

  PlanResult.Limit toResult() {
    boolean known = Double.isFinite(bytesPerSecond);
    return new PlanResult.Limit(
        name,
        Optional.of(bytesPerSecond).filter(Double::isFinite),
        known && low < high ? Optional.of(new Interval(low, high)) : Optional.empty(),
        sentence);
  }
}
