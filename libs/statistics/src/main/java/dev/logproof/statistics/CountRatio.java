package dev.logproof.statistics;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Ratio of mean counts per trial: given the total, the share of B is binomial (Clopper and
 * Pearson's interval).
 *
 * <p>Events of one trial come together, so the counts vary more than Poisson's. The totals are
 * divided by the dispersion within the sides, and by what its own uncertainty adds (Student's t
 * against the normal distribution), before the interval is computed.
 */
final class CountRatio {
  private CountRatio() {}

  /** Empty with fewer than two trials on a side, or without an event. */
  static Optional<RatioInterval> of(Collection<Double> a, Collection<Double> b, double confidence) {
    double totalA = sum(a);
    double totalB = sum(b);
    if (a.size() < 2 || b.size() < 2 || totalA + totalB == 0) {
      return Optional.empty();
    }
    double dispersion = dispersion(List.of(a, b), confidence);
    double alpha = 1 - confidence;
    double eventsA = totalA / dispersion;
    double eventsB = totalB / dispersion;
    double low = eventsB == 0 ? 0 : quantile(eventsB, eventsA + 1, alpha / 2);
    double high = eventsA == 0 ? 1 : quantile(eventsB + 1, eventsA, 1 - alpha / 2);
    double trials = (double) a.size() / b.size();
    return Optional.of(
        new RatioInterval(totalB / totalA * trials, odds(low) * trials, odds(high) * trials));
  }

  private static double odds(double share) {
    return share / (1 - share);
  }

  private static double quantile(double alpha, double beta, double probability) {
    return new BetaDistribution(alpha, beta).inverseCumulativeProbability(probability);
  }

  /** At least 1. A side without an event says nothing about it. */
  private static double dispersion(List<Collection<Double>> sides, double confidence) {
    double squares = 0;
    int freedom = 0;
    for (Collection<Double> side : sides) {
      double mean = sum(side) / side.size();
      if (mean > 0) {
        squares += side.stream().mapToDouble(x -> (x - mean) * (x - mean) / mean).sum();
        freedom += side.size() - 1;
      }
    }
    double uncertainty =
        RatioInterval.quantile(freedom, confidence)
            / new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
    return Math.max(1, squares / freedom * uncertainty * uncertainty);
  }

  private static double sum(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }
}
