package dev.logproof.verify.verdict;

import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The loss with the deployment as the unit. What one deployment loses it loses together, so that
 * thousands of tracers in three deployments are three observations, not thousands. Immutable.
 *
 * @param mean lost a deployment
 * @param low lower end of the mean's 95 % interval (Student's t), 0 at least
 * @param high upper end; empty for fewer than two deployments, or when all lost the same, for then
 *     there is no spread to tell from
 * @param losingShareHigh upper end of the 95 % interval of the share of deployments that lose
 *     anything
 */
public record Clusters(double mean, double low, Optional<Double> high, double losingShareHigh) {
  private static final double UPPER_TAIL = 0.975;

  /** From what each of at least one deployment lost. */
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
