package dev.logproof.reports.capacity;

import dev.logproof.record.result.ExperimentResult.Deployment;
import java.util.List;

/**
 * Everything that a plan follows from, beside the rate of one task.
 *
 * @param clients {@link Clients#NONE} when skew is not asked for
 * @param firehose how the load reaches Firehose
 * @param deployments that were measured
 * @param roundTripSeconds between clients and tasks
 */
public record PlanInput(
    Demand demand,
    TaskSize size,
    FleetRules rules,
    Clients clients,
    FirehoseTerms firehose,
    Prices prices,
    List<Deployment> deployments,
    double roundTripSeconds) {
  /** Copies the list. */
  public PlanInput {
    deployments = List.copyOf(deployments);
  }

  /**
   * Firehose's side.
   *
   * @param region whose quota holds
   * @param compression size of packed lines divided by their compressed size, at least 1
   */
  public record FirehoseTerms(String region, double compression) {}
}
