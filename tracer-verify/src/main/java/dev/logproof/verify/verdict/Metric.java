package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.verdict.Bounds.Range;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Figures of an outcome to which a threshold can apply. */
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
  /** Tracers that arrived; as a share, of those attempted. */
  RELIABILITY;

  /** Range still possible, in tracers. */
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

  /** Measured value, in tracers. */
  long measured(Outcome outcome) {
    Range settled = range(new Bounds(outcome, false));
    return this == RELIABILITY ? settled.low() : settled.high();
  }

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
