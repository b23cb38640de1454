package dev.logproof.verify.verdict;

import dev.logproof.statistics.MeanInterval;
import dev.logproof.statistics.Proportion;
import java.util.List;
import java.util.Optional;

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
  /** Computes the statistics; {@code lost} is not empty. */
  public static Clusters of(List<Long> lost) {
    MeanInterval mean = MeanInterval.of(lost);
    long losing = lost.stream().filter(each -> each > 0).count();
    double share = Proportion.of(losing, lost.size()).high();
    if (!mean.hasSpread()) {
      return new Clusters(mean.mean(), 0, Optional.empty(), share);
    }
    return new Clusters(
        mean.mean(), Math.max(0, mean.low()), Optional.of(mean.high()), share);
  }
}
