package dev.logproof.reports.capacity;

import dev.logproof.record.result.Knee;

/** The highest rate that a task kept up with. */
final class KneeLimit {
  private KneeLimit() {}

  /** The knee where one was confirmed, the highest rate that was held otherwise. */
  static Limit of(Measurements measured) {
    double held = measured.highestHeld();
    if (measured.knee().isEmpty()) {
      return Limit.observed(
          Limit.HELD,
          held,
          Text.of("highest rate held: %s; no knee was searched for", Text.rate(held)));
    }
    Knee knee = measured.knee().get();
    return switch (knee.state()) {
      case CONFIRMED -> confirmed(knee);
      case AT_LEAST -> atLeast(held);
      case NOT_FOUND ->
          Limit.observed(
              Limit.HELD,
              held,
              Text.of(
                  "highest rate held: %s; the knee was not found (%s)",
                  Text.rate(held), knee.reason()));
    };
  }

  private static Limit confirmed(Knee knee) {
    return Limit.observed(
        Limit.KNEE,
        knee.bytesPerSecond(),
        Text.of("knee: %s (%s)", Text.rate(knee.bytesPerSecond()), knee.criteria()));
  }

  private static Limit atLeast(double rate) {
    return Limit.observed(
        Limit.HELD,
        rate,
        Text.of(
            "highest rate held: %s, the highest that was tried; the knee is above it",
            Text.rate(rate)));
  }
}
