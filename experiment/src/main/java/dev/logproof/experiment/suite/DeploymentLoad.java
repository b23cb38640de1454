package dev.logproof.experiment.suite;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import java.time.Duration;

/**
 * Load during deployments.
 *
 * @param rate total, over all tasks
 * @param numbered whether every line is a tracer
 * @param time least duration around each deployment
 * @param lead before the deployment, and the least after it
 */
public record DeploymentLoad(
    ByteRate rate,
    String arrival,
    EventRate tracers,
    boolean numbered,
    Duration time,
    Duration lead) {

  /** Keeps seeds distinct from those of the sweep. */
  private static final long SEED_OFFSET = 10_000;

  /**
   * Load of one deployment, which ends it.
   *
   * @param allowed for the deployment itself
   */
  Load load(SuiteContext context, int number, Duration allowed) {
    Duration limit = time.plus(allowed);
    long seed = context.settings().seed() + SEED_OFFSET + number;
    return numbered
        ? Load.numbered(rate, limit, arrival, seed)
        : Load.withTracers(rate, limit, arrival, tracers, seed);
  }

  /** Remaining time since {@code flowingNanos}. */
  Duration rest(long flowingNanos) {
    Duration left = time.minusNanos(System.nanoTime() - flowingNanos);
    return left.compareTo(lead) > 0 ? left : lead;
  }
}
