package dev.logproof.experiment.compare;

import java.util.Map;

/**
 * Differences that are no regression.
 *
 * @param share for every figure, such as 0.05
 * @param floors noise of figures on this machine, by {@link #key}
 */
public record Tolerance(double share, Map<String, Double> floors) {
  /** Copies the map. */
  public Tolerance {
    floors = Map.copyOf(floors);
  }

  static String key(String target, String figure) {
    return target + "/" + figure;
  }

  double of(Figure figure) {
    return Math.max(share, floors.getOrDefault(key(figure.target(), figure.name()), 0.0));
  }
}
