package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.verdict.Bounds.Range;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The figures of an outcome that a threshold can limit. */
enum Metric {
  ATTEMPTED,
  LOST,
  LOST_ACKED,
  LOST_UNACKED,
  RECOVERED,
  DUPLICATED,
  UNEXPECTED,
  CORRUPT,
  LATE,
  /** Counted in tracers that arrived; a share of those attempted. */
  RELIABILITY;

  /** What the figure may still become, as a count of tracers. */
  Range range(Bounds bounds) {
    return switch (this) {
      case ATTEMPTED -> bounds.attempted();
      case LOST -> bounds.lost();
      case LOST_ACKED -> bounds.lostAcked();
      case LOST_UNACKED -> bounds.lostUnacked();
      case RECOVERED -> bounds.recovered();
      case DUPLICATED -> bounds.duplicated();
      case UNEXPECTED -> bounds.unexpected();
      case CORRUPT -> bounds.corrupt();
      case LATE -> bounds.late();
      case RELIABILITY -> bounds.arrived();
    };
  }

  /** What was measured, as a count of tracers. */
  long measured(Outcome outcome) {
    Range settled = range(new Bounds(outcome, false));
    return this == RELIABILITY ? settled.low() : settled.high();
  }

  /** As it is written in a threshold. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Metric> of(String text) {
    return Arrays.stream(values()).filter(metric -> metric.text().equals(text)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Metric::text).collect(Collectors.joining(", "));
  }
}
