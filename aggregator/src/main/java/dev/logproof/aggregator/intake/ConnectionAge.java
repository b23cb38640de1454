package dev.logproof.aggregator.intake;

import java.util.function.DoubleSupplier;

/**
 * {@code max_connection_age} of an input, with a jitter per connection, since clients that dialled
 * together would otherwise move together. Thread-safe if {@code random} is.
 *
 * @param maxNanos negative without a limit
 * @param random uniform, from 0 to 1
 */
public record ConnectionAge(long maxNanos, DoubleSupplier random) {
  /** Connections last as long as their clients want. */
  public static final ConnectionAge UNLIMITED = new ConnectionAge(-1, () -> 0.5);

  /** Largest deviation from the age. */
  private static final double JITTER = 0.1;

  ConnectionLifetime begin(long nowNanos) {
    double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
    return new ConnectionLifetime(nowNanos, maxNanos < 0 ? maxNanos : (long) (maxNanos * factor));
  }
}
