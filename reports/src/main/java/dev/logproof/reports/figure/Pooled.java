package dev.logproof.reports.figure;

import dev.logproof.record.result.ExperimentResult.Deployment;
import java.util.List;
import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * Totals over all deployments of a run. The Clopper–Pearson interval assumes independent tracers;
 * losses come in bursts, so it is too narrow if there are any.
 *
 * @param duplicated copies beyond the first
 * @param reliabilityLow lower end of the 95 % interval of the share that arrived; 0 without tracers
 */
public record Pooled(long attempted, long lost, long duplicated, double reliabilityLow) {
  private static final double CONFIDENCE = 0.95;

  /** Sums the deployments. */
  public static Pooled of(List<Deployment> deployments) {
    long attempted = deployments.stream().mapToLong(d -> d.verdict().attempted()).sum();
    long lost = deployments.stream().mapToLong(d -> d.verdict().lost()).sum();
    long duplicated = deployments.stream().mapToLong(d -> d.verdict().duplicated()).sum();
    return new Pooled(attempted, lost, duplicated, low(attempted, lost));
  }

  private static double low(long attempted, long lost) {
    if (attempted <= 0 || lost >= attempted) {
      return 0;
    }
    long arrived = attempted - lost;
    return new BetaDistribution(arrived, lost + 1.0)
        .inverseCumulativeProbability((1 - CONFIDENCE) / 2);
  }
}
