package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;

/**
 * What the figures of an outcome may still become. Losses shrink while tracers may arrive, and
 * shrink to the firm ones when a run was cut off; everything that is found can only become more.
 * Immutable.
 *
 * @param outcome as it was measured
 * @param arriving true when something at the destination was not read, or may still arrive
 */
record Bounds(Outcome outcome, boolean arriving) {
  /** From {@code low} to {@code high}, both inclusive. */
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

  /** A tracer that was never sent may be one that the journal of a run cut off lacks. */
  Range neverSent() {
    Range found = growing(outcome.unexpected().neverSent());
    return new Range(outcome.firm().neverSent(), found.high());
  }

  Range unexpected() {
    long others = outcome.unexpected().bystanders() + outcome.unexpected().foreign();
    return new Range(
        others + outcome.firm().neverSent(), growing(outcome.unexpected().count()).high());
  }

  /** A copy in time may still be found of a tracer that was found late. */
  Range late() {
    return arriving ? new Range(0, Long.MAX_VALUE) : Range.exactly(outcome.late());
  }
}
