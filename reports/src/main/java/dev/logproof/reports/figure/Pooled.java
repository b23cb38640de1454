package dev.logproof.reports.figure;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.statistics.Proportion;
import java.util.List;

/**
 * Totals over all deployments of a run. The Clopper–Pearson interval assumes independent tracers;
 * losses come in bursts, so it is too narrow if there are any.
 *
 * @param duplicated copies beyond the first
 * @param reliabilityLow lower end of the 95 % interval of the share that arrived; 0 without tracers
 */
public record Pooled(long attempted, long lost, long duplicated, double reliabilityLow) {
  /** Sums the deployments. */
  public static Pooled of(List<Deployment> deployments) {
    long attempted = deployments.stream().mapToLong(d -> d.verdict().attempted()).sum();
    long lost = deployments.stream().mapToLong(d -> d.verdict().lost()).sum();
    long duplicated = deployments.stream().mapToLong(d -> d.verdict().duplicated()).sum();
    return new Pooled(
        attempted, lost, duplicated, Proportion.of(attempted - lost, attempted).low());
  }
}
