package dev.logproof.reports.capacity;

import java.util.function.IntToDoubleFunction;

/**
 * Share of the load of each connection.
 *
 * @param name such as {@code zipf:1.0}
 * @param weight of a connection by its number, 0 or more, in any unit
 */
public record ConnectionWeights(String name, IntToDoubleFunction weight) {
  /** All connections send the same. */
  public static ConnectionWeights equal() {
    return new ConnectionWeights("equal", connection -> 1);
  }

  /** The connection with rank n sends 1 / n^exponent of what the first one sends. */
  public static ConnectionWeights zipf(double exponent) {
    return new ConnectionWeights(
        "zipf:" + exponent, connection -> Math.pow(connection + 1.0, -exponent));
  }

  /** Measured weights, repeated for more connections. */
  public static ConnectionWeights measured(String name, double... weights) {
    double[] copy = weights.clone();
    return new ConnectionWeights(name, connection -> copy[connection % copy.length]);
  }

  /** Shares of {@code connections}; their sum is 1. */
  public float[] shares(int connections) {
    double sum = 0;
    for (int connection = 0; connection < connections; connection++) {
      sum += weight.applyAsDouble(connection);
    }
    float[] shares = new float[connections];
    for (int connection = 0; connection < connections; connection++) {
      shares[connection] = (float) (weight.applyAsDouble(connection) / sum);
    }
    return shares;
  }
}
