package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;

/**
 * Ranges that an outcome can still reach. Losses can shrink while tracers may arrive, and to the
 * firm ones if a run was cut off; other findings can only grow. Immutable.
 *
 * @param arriving true if data was not read or may still arrive
 */
record Bounds(Outcome outcome, boolean arriving) {
  /** Inclusive range. */
  record Range(long low, long high) {
    private static Range exactly(long value) {
      return new Range(value, value);
    }
  }

  private Range growing(long found) {
    return arriving ? new Range(found, Long.MAX_VALUE) : Range.exactly(found);
  }

  private Range shrinking(long firm, long lost) {
    return new Range(arriving ? 0 : firm, lost);
  }

  Range attempted() {
    return Range.exactly(outcome.attempted());
  }

  Range lost() {
    return shrinking(outcome.firm().lost(), outcome.lost());
  }

  Range lostAcked() {
    return shrinking(outcome.firm().lostAcked(), outcome.lostAcked());
  }

  Range lostUnacked() {
    return shrinking(
        Math.max(0, outcome.firm().lost() - outcome.firm().lostAcked()), outcome.lostUnacked());
  }

  Range arrived() {
    return new Range(outcome.attempted() - lost().high(), outcome.attempted() - lost().low());
  }

  Range recovered() {
    return growing(outcome.recovered());
  }

  Range duplicated() {
    return growing(outcome.duplicated());
  }

  Range corrupt() {
    return growing(outcome.corrupt());
  }

  /** The journal of a run that was cut off may lack some. */
  Range neverSent() {
    Range found = growing(outcome.unexpected().neverSent());
    return new Range(outcome.firm().neverSent(), found.high());
  }

  Range unexpected() {
    long others = outcome.unexpected().bystanders() + outcome.unexpected().foreign();
    return new Range(
        others + outcome.firm().neverSent(), growing(outcome.unexpected().count()).high());
  }

  /** A timely copy of a late tracer may still be found. */
  Range late() {
    return arriving ? new Range(0, Long.MAX_VALUE) : Range.exactly(outcome.late());
  }
}
