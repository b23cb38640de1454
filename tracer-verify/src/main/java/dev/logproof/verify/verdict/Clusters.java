package dev.logproof.verify.verdict;

import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Loss statistics with the deployment as the sampling unit, because losses within one are
 * correlated. Immutable.
 *
 * @param mean tracers lost per deployment
 * @param low lower end of the mean's 95 % interval (Student's t), at least 0
 * @param high upper end; empty for one deployment or equal losses, which have no spread
 * @param losingShareHigh upper end of the 95 % interval of the share of deployments with any loss
 */
public record Clusters(double mean, double low, Optional<Double> high, double losingShareHigh) {
  private static final double UPPER_TAIL = 0.975;

  /** Computes the statistics; {@code lost} is not empty. */
  public static Clusters of(List<Long> lost) {
    int n = lost.size();
    double mean = lost.stream().mapToLong(Long::longValue).average().orElseThrow();
    double squares = lost.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    long losing = lost.stream().filter(each -> each > 0).count();
    double share = 1 - Reliability.of(losing, n).low();
    if (n < 2 || squares == 0) {
      return new Clusters(mean, 0, Optional.empty(), share);
    }
    double error = Math.sqrt(squares / (n - 1) / n);
    double t = new TDistribution(n - 1).inverseCumulativeProbability(UPPER_TAIL);
    return new Clusters(mean, Math.max(0, mean - t * error), Optional.of(mean + t * error), share);
  }
}
