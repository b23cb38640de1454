package dev.logproof.reports.capacity;

/**
 * Connections of the clients.
 *
 * @param connections at least 1
 * @param churnPerHour how often a connection ends per hour, on average, and another is made
 * @param hours from a scale-out to its result
 */
public record Clients(
    int connections, ConnectionWeights weights, double churnPerHour, double hours, long seed) {
  /** Steps of a simulated time. */
  static final int TICKS = 24;

  /** Probability that a connection ends within one tick; lifetimes are exponential. */
  double endsPerTick() {
    return -Math.expm1(-churnPerHour * hours / TICKS);
  }
}
