package dev.logproof.verify.verdict;

import dev.logproof.statistics.MeanInterval;
import dev.logproof.statistics.Proportion;
import java.util.List;
import java.util.Optional;

/**
 * Loss statistics with the deployment as the sampling unit, because losses within one are
 * correlated. Immutable.
 *
 * @param lost mean of tracers lost per deployment
 * @param losingShareHigh upper end of the 95 % interval of the share of deployments with any loss
 */
public record Clusters(MeanInterval lost, double losingShareHigh) {
  /** Computes the statistics; {@code lost} is not empty. */
  public static Clusters of(List<Long> lost) {
    long losing = lost.stream().filter(each -> each > 0).count();
    return new Clusters(MeanInterval.of(lost), Proportion.of(losing, lost.size()).high());
  }

  /** Tracers lost per deployment. */
  public double mean() {
    return lost.mean();
  }

  /** Lower end of the mean's 95 % interval (Student's t), at least 0. */
  public double low() {
    return lost.hasSpread() ? Math.max(0, lost.low()) : 0;
  }

  /** Upper end; empty for one deployment or equal losses, which have no spread. */
  public Optional<Double> high() {
    return lost.hasSpread() ? Optional.of(lost.high()) : Optional.empty();
  }
}
