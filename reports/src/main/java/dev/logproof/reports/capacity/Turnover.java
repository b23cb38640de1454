package dev.logproof.reports.capacity;

/**
 * How connections end, per tick of a simulated time.
 *
 * @param endsPerTick probability that a connection ends; lifetimes are exponential
 * @param maxAgeTicks age at which a task ends a connection; infinite without one
 */
record Turnover(double endsPerTick, double maxAgeTicks) {
  static Turnover ofChurn(double endsPerTick) {
    return new Turnover(endsPerTick, Double.POSITIVE_INFINITY);
  }
}
