package dev.logproof.reports.capacity;

/**
 * Connections of the clients.
 *
 * @param connections at least 1; 0 in {@link #NONE}
 * @param churnPerHour how often a connection ends per hour, on average, and another is made
 * @param maxAgeHours age at which tasks end connections; infinite without one
 * @param hours from a scale-out to its result
 */
public record Clients(
    int connections,
    ConnectionWeights weights,
    double churnPerHour,
    double maxAgeHours,
    double hours,
    long seed) {
  /** No clients are known, so that skew is not asked for. */
  public static final Clients NONE =
      new Clients(0, ConnectionWeights.equal(), 0, Double.POSITIVE_INFINITY, 0, 0);

  /** Steps of a simulated time. */
  static final int TICKS = 24;

  boolean isNone() {
    return connections == 0;
  }

  /** Turnover in one of the ticks of {@link #hours}. */
  Turnover turnover() {
    return new Turnover(-Math.expm1(-churnPerHour * hours / TICKS), maxAgeHours * TICKS / hours);
  }
}
